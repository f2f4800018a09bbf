package antiphon.audio;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A WAV file in memory: one channel of signed 16-bit samples. The samples are not copied. */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Wav(int sampleRateHz, short[] samples) {
    /**
     * Reads any WAV the JDK can read (linear, µ-law, A-law; several channels become their mean).
     *
     * @throws IOException also when this is not such a file
     */
    public static Wav read(InputStream in) throws IOException {
        try (AudioInputStream file = AudioSystem.getAudioInputStream(new BufferedInputStream(in))) {
            AudioFormat format = file.getFormat();
            AudioFormat linear = linear(format.getSampleRate(), format.getChannels());
            byte[] bytes = AudioSystem.getAudioInputStream(linear, file).readAllBytes();
            return new Wav(Math.round(format.getSampleRate()), mean(bytes, format.getChannels()));
        } catch (UnsupportedAudioFileException | IllegalArgumentException e) {
            throw new IOException("this is no WAV file with samples the JDK can read", e);
        }
    }

    public void write(OutputStream out) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        var stream =
                new AudioInputStream(new ByteArrayInputStream(bytes.array()), linear(sampleRateHz, 1), samples.length);
        AudioSystem.write(stream, AudioFileFormat.Type.WAVE, out);
    }

    /** The same sound as frames of the house, the last one made whole with silence. */
    public List<AudioFrame> frames() {
        Resampler resampler = Resampler.between(sampleRateHz, AudioFrame.SAMPLE_RATE_HZ);
        Reframer reframer = new Reframer();
        var frames = reframer.add(resampler.resample(samples));
        frames.addAll(reframer.add(resampler.flush()));
        reframer.flush().ifPresent(frames::add);
        return frames;
    }

    private static AudioFormat linear(float sampleRateHz, int channels) {
        return new AudioFormat(sampleRateHz, Short.SIZE, channels, true, false);
    }

    private static short[] mean(byte[] bytes, int channels) {
        var interleaved = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
        short[] samples = new short[interleaved.remaining() / channels];
        for (int i = 0; i < samples.length; i++) {
            int sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += interleaved.get();
            }
            samples[i] = (short) (sum / channels);
        }
        return samples;
    }
}
