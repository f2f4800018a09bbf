package antiphon.speech.embedded;

import antiphon.audio.AudioFrame;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** A spoken question as frames, with silence around it; see the NOTICE beside the sound files. */
final class SpokenFixture {
    private static final AudioFormat INSIDE = new AudioFormat(AudioFrame.SAMPLE_RATE_HZ, 16, 1, true, false);
    private static final int FRAMES_AROUND = 25;

    private SpokenFixture() {}

    static List<AudioFrame> frames(String name) throws IOException, UnsupportedAudioFileException {
        byte[] pcm;
        try (InputStream file = Objects.requireNonNull(SpokenFixture.class.getResourceAsStream(name), name);
                AudioInputStream coded =
                        AudioSystem.getAudioInputStream(new ByteArrayInputStream(file.readAllBytes()));
                AudioInputStream plain = AudioSystem.getAudioInputStream(INSIDE, coded)) {
            pcm = plain.readAllBytes();
        }
        List<AudioFrame> frames = new ArrayList<>(silence(FRAMES_AROUND));
        for (int start = 0; start < pcm.length / 2; start += AudioFrame.LENGTH_SAMPLES) {
            short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
            for (int i = 0; i < samples.length && start + i < pcm.length / 2; i++) {
                int at = 2 * (start + i);
                samples[i] = (short) ((pcm[at] & 0xff) | (pcm[at + 1] << 8));
            }
            frames.add(new AudioFrame(samples));
        }
        frames.addAll(silence(FRAMES_AROUND));
        return frames;
    }

    static List<AudioFrame> silence(int count) {
        List<AudioFrame> frames = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            frames.add(AudioFrame.silence());
        }
        return frames;
    }
}
