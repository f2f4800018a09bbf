package antiphon.voices.speaking;

import antiphon.audio.AudioFrame;
import antiphon.audio.Resampler;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Signed 16-bit samples, low byte first, and nothing else. */
final class PcmWriter implements SoundWriter {
    private final Resampler resampler;

    PcmWriter(int sampleRateHz) {
        resampler = Resampler.between(AudioFrame.SAMPLE_RATE_HZ, sampleRateHz);
    }

    @Override
    public byte[] write(AudioFrame frame) {
        return bytes(resampler.resample(frame.samples()));
    }

    @Override
    public byte[] end() {
        return bytes(resampler.flush());
    }

    private static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }
}
