package antiphon.audio;

import java.time.Duration;

/**
 * Twenty milliseconds of one person's sound: mono, signed 16-bit, {@value #SAMPLE_RATE_HZ} Hz, {@value #LENGTH_SAMPLES}
 * samples. Every sound inside the house has this shape; only doors know any other. The samples are not copied: whoever
 * makes a frame gives them away.
 */
public record AudioFrame(short[] samples) {
    public static final int SAMPLE_RATE_HZ = 16_000;
    public static final Duration LENGTH = Duration.ofMillis(20);
    public static final int LENGTH_SAMPLES = 320;

    public AudioFrame {
        if (samples.length != LENGTH_SAMPLES) {
            throw new IllegalArgumentException(
                    "a frame has " + LENGTH_SAMPLES + " samples, these are " + samples.length);
        }
    }

    /** A new frame in which nothing is heard. */
    public static AudioFrame silence() {
        return new AudioFrame(new short[LENGTH_SAMPLES]);
    }
}
