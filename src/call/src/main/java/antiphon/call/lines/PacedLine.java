package antiphon.call.lines;

import antiphon.audio.Ambience;
import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.Line;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A way to a caller on which a frame leaves every 20 ms, such as RTP. What waits here has not been heard, and what left
 * has, once the way there and its own length have passed. The call's thread plays; whoever paces the frames takes them.
 */
public final class PacedLine implements Line {
    private final InstantSource clock;
    private final Duration away;
    private final Optional<Ambience> background;
    private final Consumer<CallEnd> hangingUp;
    private final Deque<AudioFrame> waiting = new ArrayDeque<>();
    private Instant heardUntil = Instant.MIN;
    private boolean over;

    /**
     * @param away how long a frame takes to the caller's ear, as far as that is known
     * @param background heard all the time, beneath the voice and without it
     * @param hangingUp closes the wire
     */
    public PacedLine(InstantSource clock, Duration away, Optional<Ambience> background, Consumer<CallEnd> hangingUp) {
        this.clock = clock;
        this.away = away;
        this.background = background;
        this.hangingUp = hangingUp;
    }

    @Override
    public synchronized void play(int turn, AudioFrame frame) {
        if (!over) {
            waiting.add(frame);
        }
    }

    /** The frame that leaves now; silence, or the background, where nothing waits. To be asked for every 20 ms. */
    public synchronized AudioFrame next() {
        AudioFrame voice = waiting.poll();
        if (voice != null) {
            heardUntil = clock.instant().plus(away).plus(AudioFrame.LENGTH);
        }
        AudioFrame sound = voice == null ? AudioFrame.silence() : voice;
        return background.map(beneath -> beneath.beneath(sound)).orElse(sound);
    }

    @Override
    public synchronized Duration unheard() {
        Instant now = clock.instant();
        Duration underWay = heardUntil.isAfter(now) ? Duration.between(now, heardUntil) : Duration.ZERO;
        return underWay.plus(AudioFrame.LENGTH.multipliedBy(waiting.size()));
    }

    @Override
    public synchronized void fallSilent(int turn) {
        waiting.clear();
        heardUntil = Instant.MIN;
    }

    @Override
    public void hangUp(CallEnd end) {
        synchronized (this) {
            over = true;
            waiting.clear();
        }
        hangingUp.accept(end);
    }
}
