package antiphon.conversations.client;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.Line;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * The way to a caller behind a socket. The far end takes sound as fast as it is sent and plays it in its own time, so what
 * has been heard is reckoned from the clock: a frame is heard {@link AudioFrame#LENGTH} after the one before it, or after
 * it was handed over when nothing was left to hear.
 */
final class SocketLine implements Line {
    private final Outbox outbox;
    private final boolean audible;
    private final InstantSource clock;
    private Instant heardUntil = Instant.MIN;
    private int silenced;

    /** @param audible whether the client wants sound at all */
    SocketLine(Outbox outbox, boolean audible, InstantSource clock) {
        this.outbox = outbox;
        this.audible = audible;
        this.clock = clock;
    }

    @Override
    public void play(int turn, AudioFrame frame) {
        play(turn, frame, List.of());
    }

    @Override
    public void play(int turn, AudioFrame frame, List<Timing> beginning) {
        if (turn <= silenced) {
            return;
        }
        Instant now = clock.instant();
        heardUntil = (heardUntil.isBefore(now) ? now : heardUntil).plus(AudioFrame.LENGTH);
        if (audible) {
            outbox.play(turn, frame, beginning);
        }
    }

    @Override
    public Duration unheard() {
        Instant now = clock.instant();
        return heardUntil.isAfter(now) ? Duration.between(now, heardUntil) : Duration.ZERO;
    }

    @Override
    public void fallSilent(int turn) {
        silenced = Math.max(silenced, turn);
        heardUntil = Instant.MIN;
        outbox.silence(turn);
    }

    @Override
    public void hangUp(CallEnd end) {
        outbox.close(Closing.after(end));
    }
}
