package antiphon.bench;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TalkSoundTest {

    @Test
    void a_file_is_read_as_it_was_written(@TempDir Path directory) throws IOException {
        TalkSound tone = tone(16_000, 0.5, 0.5);
        tone.write(directory.resolve("tone.wav"));

        TalkSound read = TalkSound.read(directory.resolve("tone.wav"));

        assertEquals(16_000, read.rateHz());
        assertArrayEquals(tone.samples(), read.samples());
    }

    @Test
    void speech_ends_with_its_last_audible_sample() {
        Duration end = tone(16_000, 1.5, 0.5).untilSilence();

        assertTrue(
                end.compareTo(Duration.ofMillis(1490)) > 0 && end.compareTo(Duration.ofMillis(1501)) < 0,
                end.toString());
    }

    @Test
    void silence_has_no_speech_in_it() {
        assertEquals(Duration.ZERO, tone(8_000, 0, 1).untilSilence());
    }

    @Test
    void on_the_wire_sound_keeps_its_length() throws IOException {
        TalkSound tone = tone(16_000, 1, 0);

        assertEquals(32_000, tone.encoded("pcm_16000").length);
        assertEquals(8_000, tone.encoded("ulaw_8000").length, 100);
        assertEquals(48_000, tone.encoded("pcm_24000").length, 200);
    }

    @Test
    void a_tone_survives_the_telephone() throws IOException {
        TalkSound tone = tone(8_000, 1, 0);

        TalkSound heard = TalkSound.decoded(tone.encoded("ulaw_8000"), "ulaw_8000");

        assertEquals(tone.samples().length, heard.samples().length);
        double noise = 0;
        double power = 0;
        for (int i = 0; i < tone.samples().length; i += 2) {
            noise += Math.pow(sample(tone, i) - sample(heard, i), 2);
            power += Math.pow(sample(tone, i), 2);
        }
        assertTrue(power / noise > 1000, "the noise of µ-law lies 35 dB and more below speech: " + power / noise);
    }

    private static int sample(TalkSound sound, int at) {
        return (short) ((sound.samples()[at] & 0xff) | sound.samples()[at + 1] << 8);
    }

    private static TalkSound tone(int rateHz, double toneSeconds, double silenceSeconds) {
        int tone = (int) (toneSeconds * rateHz);
        byte[] samples = new byte[2 * (tone + (int) (silenceSeconds * rateHz))];
        for (int i = 0; i < tone; i++) {
            int sample = (int) Math.round(10_000 * Math.sin(2 * Math.PI * 440 * i / rateHz));
            samples[2 * i] = (byte) sample;
            samples[2 * i + 1] = (byte) (sample >> 8);
        }
        return new TalkSound(samples, rateHz);
    }
}
