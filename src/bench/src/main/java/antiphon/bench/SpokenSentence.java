package antiphon.bench;

import antiphon.audio.AudioFrame;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A sound of the benchmark and the words in it.
 *
 * @param set what belongs together in the report
 * @param samples 16 kHz, with half a second of silence before and after
 */
record SpokenSentence(String set, String words, short[] samples) {
    private static final AudioFormat INSIDE = new AudioFormat(AudioFrame.SAMPLE_RATE_HZ, 16, 1, true, false);
    private static final int SILENCE_SAMPLES = AudioFrame.SAMPLE_RATE_HZ / 2;

    static List<SpokenSentence> all() throws IOException, UnsupportedAudioFileException {
        List<SpokenSentence> all = new ArrayList<>();
        for (String line : lines("spoken.tsv")) {
            String[] fields = line.split("\t", -1);
            all.add(new SpokenSentence(fields[0], fields[2], samples("spoken/" + fields[1])));
        }
        return all;
    }

    static List<String> lines(String resource) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(open(resource), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }

    /** The same through a telephone: 300 to 3400 Hz, 8 kHz, G.711 µ-law, and back. */
    SpokenSentence overTheTelephone() {
        return new SpokenSentence(set, words, TelephoneLine.through(samples));
    }

    List<AudioFrame> frames() {
        List<AudioFrame> frames = new ArrayList<>();
        for (int start = 0; start < samples.length; start += AudioFrame.LENGTH_SAMPLES) {
            frames.add(new AudioFrame(Arrays.copyOfRange(samples, start, start + AudioFrame.LENGTH_SAMPLES)));
        }
        return frames;
    }

    private static short[] samples(String resource) throws IOException, UnsupportedAudioFileException {
        try (AudioInputStream coded = AudioSystem.getAudioInputStream(new BufferedInputStream(open(resource)));
                AudioInputStream plain = AudioSystem.getAudioInputStream(INSIDE, coded)) {
            byte[] pcm = plain.readAllBytes();
            short[] samples = new short[pcm.length / 2 + 2 * SILENCE_SAMPLES];
            for (int i = 0; i < pcm.length / 2; i++) {
                samples[SILENCE_SAMPLES + i] = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8));
            }
            return samples;
        }
    }

    private static InputStream open(String resource) {
        return Objects.requireNonNull(SpokenSentence.class.getResourceAsStream(resource), resource);
    }
}
