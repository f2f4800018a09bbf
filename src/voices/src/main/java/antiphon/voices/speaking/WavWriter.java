package antiphon.voices.speaking;

import antiphon.audio.AudioFrame;
import antiphon.audio.Resampler;
import antiphon.audio.Wav;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;

/** A WAV file, told as a whole at its end. */
final class WavWriter implements SoundWriter {
    private static final byte[] NOTHING = {};

    private final int sampleRateHz;
    private final Resampler resampler;
    private short[] samples = new short[AudioFrame.SAMPLE_RATE_HZ];
    private int length;

    WavWriter(int sampleRateHz) {
        this.sampleRateHz = sampleRateHz;
        this.resampler = Resampler.between(AudioFrame.SAMPLE_RATE_HZ, sampleRateHz);
    }

    @Override
    public byte[] write(AudioFrame frame) {
        add(resampler.resample(frame.samples()));
        return NOTHING;
    }

    @Override
    public byte[] end() {
        add(resampler.flush());
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            new Wav(sampleRateHz, Arrays.copyOf(samples, length)).write(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Memory does not fail to be written", impossible);
        }
        return file.toByteArray();
    }

    private void add(short[] more) {
        if (length + more.length > samples.length) {
            samples = Arrays.copyOf(samples, Math.max(length + more.length, samples.length * 2));
        }
        System.arraycopy(more, 0, samples, length, more.length);
        length += more.length;
    }
}
