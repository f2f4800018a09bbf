package antiphon.speech.parts;

import antiphon.audio.AudioFrame;
import antiphon.audio.Reframer;
import antiphon.audio.Resampler;
import java.util.function.Consumer;

/** Makes frames of bytes that come in pieces of any length, at any rate. One thread. */
final class PcmFrames {
    private final Resampler resampler;
    private final Reframer reframer = new Reframer();
    private final Consumer<AudioFrame> listener;
    private int lowByte = -1;

    PcmFrames(int sampleRateHz, Consumer<AudioFrame> listener) {
        this.resampler = Resampler.between(sampleRateHz, AudioFrame.SAMPLE_RATE_HZ);
        this.listener = listener;
    }

    /** A sample may be cut in two by the end of a piece. */
    void add(byte[] bytes, int count) {
        int carried = lowByte < 0 ? 0 : 1;
        short[] samples = new short[(carried + count) / Short.BYTES];
        int whole = 0;
        for (int at = 0; at < count; at++) {
            if (lowByte < 0) {
                lowByte = bytes[at] & 0xff;
            } else {
                samples[whole++] = (short) (bytes[at] << 8 | lowByte);
                lowByte = -1;
            }
        }
        reframer.add(resampler.resample(samples)).forEach(listener);
    }

    /** The sound still owed, the last frame filled up with silence. */
    void finish() {
        reframer.add(resampler.flush()).forEach(listener);
        reframer.flush().ifPresent(listener);
    }
}
