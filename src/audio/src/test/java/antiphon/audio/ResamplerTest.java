package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResamplerTest {
    private static final int HOUSE = AudioFrame.SAMPLE_RATE_HZ;

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 22_050, 24_000, 44_100, 48_000})
    void a_tone_keeps_its_pitch_and_level_both_ways(int wire) {
        for (double hertz : new double[] {200, 1_000, 3_300}) {
            assertKept(hertz, wire, HOUSE);
            assertKept(hertz, HOUSE, wire);
        }
    }

    private static void assertKept(double hertz, int from, int to) {
        short[] out = whole(from, to, Sounds.tone(hertz, from, from, 10_000));
        assertEquals(to, out.length);
        double level = Sounds.decibels(Sounds.amplitudeAt(hertz, to, out) / 10_000);
        assertTrue(Math.abs(level) < 0.5, () -> hertz + " Hz, " + from + " to " + to + ": " + level + " dB");
        double everythingElse = Sounds.decibels(Sounds.rms(out) / (10_000 / Math.sqrt(2)));
        assertTrue(Math.abs(everythingElse) < 0.5, () -> "something was added: " + everythingElse + " dB");
    }

    @ParameterizedTest
    @CsvSource({
        "48000, 16000, 9000", "48000, 16000, 12500", "48000, 16000, 17000", "44100, 16000, 8100", "44100, 16000, 15000",
        "24000, 16000, 8050", "24000, 16000, 10000", "22050, 16000, 8500", "16000, 8000, 4050", "16000, 8000, 5000",
        "16000, 8000, 7500"
    })
    void what_the_lower_rate_cannot_carry_does_not_come_back_as_an_alias(int from, int to, double hertz) {
        short[] out = whole(from, to, Sounds.tone(hertz, from, from, 10_000));
        double left = Sounds.decibels(Math.max(1, Sounds.rms(out)) / (10_000 / Math.sqrt(2)));
        assertTrue(left < -50, () -> left + " dB are left");
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 16000, 3000",
        "16000, 48000, 5000",
        "16000, 22050, 6000",
        "16000, 24000, 6500",
        "16000, 44100, 5000"
    })
    void a_higher_rate_shows_no_mirror_image(int from, int to, double hertz) {
        short[] out = whole(from, to, Sounds.tone(hertz, from, from, 10_000));
        double image = Sounds.decibels(Math.max(0.1, Sounds.amplitudeAt(from - hertz, to, out)) / 10_000);
        assertTrue(image < -50, () -> "the image is at " + image + " dB");
    }

    @ParameterizedTest
    @CsvSource({
        "8000, 16000",
        "22050, 16000",
        "44100, 16000",
        "48000, 16000",
        "16000, 22050",
        "16000, 8000",
        "16000, 16000"
    })
    void the_same_sound_comes_out_however_it_was_cut(int from, int to) {
        short[] sound = Sounds.noise(from / 2 + 13);
        short[] uncut = whole(from, to, sound);
        for (int largest : new int[] {1, 7, 160, 441, 5_000}) {
            Random sizes = new Random(largest);
            Resampler resampler = Resampler.between(from, to);
            short[] cut = {};
            for (int at = 0; at < sound.length; ) {
                int end = Math.min(sound.length, at + 1 + sizes.nextInt(largest));
                cut = Sounds.joined(cut, resampler.resample(Arrays.copyOfRange(sound, at, end)));
                at = end;
            }
            assertArrayEquals(uncut, Sounds.joined(cut, resampler.flush()));
        }
    }

    @Test
    void sound_is_not_shifted_in_time() {
        short[] click = new short[4_800];
        click[2_400] = 30_000;
        short[] out = whole(48_000, 16_000, click);
        int loudest = 0;
        for (int i = 0; i < out.length; i++) {
            loudest = out[i] > out[loudest] ? i : loudest;
        }
        assertEquals(800, loudest);
    }

    @Test
    void a_flushed_resampler_begins_afresh() {
        Resampler resampler = Resampler.between(44_100, 16_000);
        short[] sound = Sounds.noise(4_410);
        short[] once = Sounds.joined(resampler.resample(sound), resampler.flush());
        short[] again = Sounds.joined(resampler.resample(sound), resampler.flush());
        assertArrayEquals(once, again);
        assertEquals(1_600, once.length);
    }

    @Test
    void sound_louder_than_the_scale_is_held_at_its_end() {
        short[] square = new short[16_000];
        for (int i = 0; i < square.length; i++) {
            square[i] = i / 40 % 2 == 0 ? Short.MAX_VALUE : Short.MIN_VALUE;
        }
        short[] out = whole(16_000, 48_000, square);
        for (int i = 300; i < out.length - 300; i++) {
            int middle = i % 120;
            if (middle > 20 && middle < 100) {
                assertTrue(i / 120 % 2 == 0 ? out[i] > 20_000 : out[i] < -20_000, "a sample wrapped around");
            }
        }
    }

    @Test
    void a_rate_out_of_range_is_refused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> Resampler.between(0, 16_000));
        assertEquals("sample rates are between 4000 and 192000 Hz, these are 0 and 16000", refused.getMessage());
    }

    private static short[] whole(int from, int to, short[] sound) {
        Resampler resampler = Resampler.between(from, to);
        return Sounds.joined(resampler.resample(sound), resampler.flush());
    }
}
