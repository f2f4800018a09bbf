package antiphon.call.lines;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A way to a caller whose far end takes sound as fast as it comes and gives marks back when it has played what came before
 * them, as Twilio's media streams do. Between two marks the clock tells how far the far end is. Any thread.
 */
public final class MarkedLine implements Line {
    /** A tenth of a second. */
    static final int FRAMES_A_MARK = 5;

    private final InstantSource clock;
    private final Wire wire;
    private long sent;
    private long marked;
    private long heard;
    private Instant heardAt;
    private int clearings;

    /** What goes to the far end. Must not block. */
    public interface Wire {
        void sound(AudioFrame frame);

        /** @param name to be given to {@link MarkedLine#acknowledged} when the far end gives it back */
        void mark(String name);

        /** The far end shall drop what it has not played yet. */
        void clear();

        void close(CallEnd end);
    }

    public MarkedLine(InstantSource clock, Wire wire) {
        this.clock = clock;
        this.wire = wire;
        this.heardAt = clock.instant();
    }

    @Override
    public synchronized void play(int turn, AudioFrame frame) {
        if (heardFrames() >= sent) {
            heard = sent;
            heardAt = clock.instant();
        }
        wire.sound(frame);
        sent++;
        if (sent - marked >= FRAMES_A_MARK) {
            marked = sent;
            wire.mark(clearings + ":" + sent);
        }
    }

    /**
     * The far end has played all that came before this mark. A mark of what was {@linkplain #fallSilent dropped} comes back
     * too, and says nothing.
     */
    public synchronized void acknowledged(String mark) {
        int colon = mark.indexOf(':');
        if (colon < 0 || !mark.substring(0, colon).equals(String.valueOf(clearings))) {
            return;
        }
        long played = number(mark.substring(colon + 1));
        if (played > heard && played <= sent) {
            heard = played;
            heardAt = clock.instant();
        }
    }

    private static long number(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException foreign) {
            return -1;
        }
    }

    @Override
    public synchronized Duration unheard() {
        return AudioFrame.LENGTH.multipliedBy(sent).minus(played());
    }

    private long heardFrames() {
        return played().dividedBy(AudioFrame.LENGTH);
    }

    /** What was played is what the last mark says, and what the clock adds, but no more than the next mark would deny. */
    private Duration played() {
        Duration known = AudioFrame.LENGTH.multipliedBy(heard);
        Duration since = known.plus(Duration.between(heardAt, clock.instant()));
        long nextMark = heard - heard % FRAMES_A_MARK + FRAMES_A_MARK;
        Duration most = AudioFrame.LENGTH.multipliedBy(nextMark <= marked ? nextMark : sent);
        return since.compareTo(most) < 0 ? since : most;
    }

    @Override
    public synchronized void fallSilent(int turn) {
        clearings++;
        sent = 0;
        marked = 0;
        heard = 0;
        heardAt = clock.instant();
        wire.clear();
    }

    @Override
    public void hangUp(CallEnd end) {
        wire.close(end);
    }
}
