package antiphon.bench;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * Mono sound, 16 bit little-endian.
 *
 * @param rateHz samples a second
 */
record TalkSound(byte[] samples, int rateHz) {
    /** Of 32768: louder than the hiss of a quiet room. */
    private static final int AUDIBLE = 500;

    static TalkSound read(Path file) throws IOException {
        try (AudioInputStream in = AudioSystem.getAudioInputStream(file.toFile())) {
            int rateHz = Math.round(in.getFormat().getSampleRate());
            return new TalkSound(
                    AudioSystem.getAudioInputStream(plain(rateHz), in).readAllBytes(), rateHz);
        } catch (UnsupportedAudioFileException e) {
            throw new IOException(file + " is no WAV, AIFF or AU file", e);
        }
    }

    void write(Path file) throws IOException {
        AudioSystem.write(stream(), AudioFileFormat.Type.WAVE, file.toFile());
    }

    /** Without the header. @param format a name of the contract, such as {@code pcm_16000} or {@code ulaw_8000} */
    byte[] encoded(String format) throws IOException {
        int wireHz = rateHz(format);
        AudioInputStream resampled =
                wireHz == rateHz ? stream() : AudioSystem.getAudioInputStream(plain(wireHz), stream());
        return (isUlaw(format) ? AudioSystem.getAudioInputStream(AudioFormat.Encoding.ULAW, resampled) : resampled)
                .readAllBytes();
    }

    static TalkSound decoded(byte[] bytes, String format) throws IOException {
        int wireHz = rateHz(format);
        if (!isUlaw(format)) {
            return new TalkSound(bytes, wireHz);
        }
        AudioFormat ulaw = new AudioFormat(AudioFormat.Encoding.ULAW, wireHz, 8, 1, 1, wireHz, false);
        AudioInputStream in = new AudioInputStream(new ByteArrayInputStream(bytes), ulaw, bytes.length);
        return new TalkSound(AudioSystem.getAudioInputStream(plain(wireHz), in).readAllBytes(), wireHz);
    }

    /** From the beginning to the last sample that can be heard. */
    Duration untilSilence() {
        for (int i = samples.length - 2; i >= 0; i -= 2) {
            int sample = (short) ((samples[i] & 0xff) | samples[i + 1] << 8);
            if (Math.abs(sample) > AUDIBLE) {
                return lengthOf(i + 2, rateHz);
            }
        }
        return Duration.ZERO;
    }

    Duration length() {
        return lengthOf(samples.length, rateHz);
    }

    static int bytesPerSecond(String format) {
        return isUlaw(format) ? rateHz(format) : 2 * rateHz(format);
    }

    static byte silence(String format) {
        return (byte) (isUlaw(format) ? 0xff : 0);
    }

    private static boolean isUlaw(String format) {
        return format.startsWith("ulaw_");
    }

    private static int rateHz(String format) {
        return Integer.parseInt(format.substring(format.indexOf('_') + 1));
    }

    private static Duration lengthOf(long bytes, int rateHz) {
        return Duration.ofNanos(bytes * 500_000_000L / rateHz);
    }

    private AudioInputStream stream() {
        return new AudioInputStream(new ByteArrayInputStream(samples), plain(rateHz), samples.length / 2);
    }

    private static AudioFormat plain(int rateHz) {
        return new AudioFormat(rateHz, 16, 1, true, false);
    }
}
