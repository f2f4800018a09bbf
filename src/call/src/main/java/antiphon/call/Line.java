package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.time.Duration;
import java.util.List;

/**
 * The way to the caller: a browser's socket, a carrier's stream, an RTP port. Used by the call's thread alone; no method
 * blocks.
 */
public interface Line {
    /**
     * Hands over sound to be heard after all that was handed over before.
     *
     * @param turn the {@linkplain CallNews turn} to which this sound belongs
     */
    void play(int turn, AudioFrame frame);

    /**
     * Hands over sound of which is known what is said in it.
     *
     * @param beginning what begins to be heard in this frame, counted from its beginning
     */
    default void play(int turn, AudioFrame frame, List<Timing> beginning) {
        play(turn, frame);
    }

    /**
     * How much of the sound handed to {@link #play} the caller has not heard yet. A line that paces its frames knows; one
     * whose far end buffers ahead reckons from the time that has passed.
     */
    Duration unheard();

    /** Drops what was handed to {@link #play} and not yet heard: {@link #unheard} is zero from here on. */
    void fallSilent(int turn);

    /** Closes the way to the caller. Nothing is played after it. */
    void hangUp(CallEnd end);
}
