package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.Ambience.Preset;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AmbienceTest {
    private static final int FIVE_SECONDS = 250;

    private static double loudness(Ambience ambience) {
        double sum = 0;
        for (int i = 0; i < FIVE_SECONDS; i++) {
            for (short sample : ambience.next().samples()) {
                sum += (double) sample * sample;
            }
        }
        return Math.sqrt(sum / (FIVE_SECONDS * AudioFrame.LENGTH_SAMPLES));
    }

    @ParameterizedTest
    @EnumSource
    void each_is_heard_and_none_is_loud(Preset preset) {
        double loudness = loudness(new Ambience(preset, 0.15));
        assertTrue(loudness > 60 && loudness < 3000, preset + " has " + loudness);
    }

    @ParameterizedTest
    @EnumSource
    void each_is_the_same_every_time(Preset preset) {
        var one = new Ambience(preset, 0.5);
        var other = new Ambience(preset, 0.5);
        for (int i = 0; i < 20; i++) {
            assertArrayEquals(one.next().samples(), other.next().samples());
        }
    }

    @Test
    void no_two_are_the_same() {
        long different = Arrays.stream(Preset.values())
                .map(preset -> loudness(new Ambience(preset, 0.5)))
                .distinct()
                .count();
        assertEquals(Preset.values().length, different);
    }

    @Test
    void a_sound_beneath_another_is_added_to_it_and_leaves_it_as_it_was() {
        short[] voice = new short[AudioFrame.LENGTH_SAMPLES];
        Arrays.fill(voice, (short) 1000);
        short[] alone = new Ambience(Preset.CITY, 0.2).next().samples();
        short[] both =
                new Ambience(Preset.CITY, 0.2).beneath(new AudioFrame(voice)).samples();
        assertEquals(1000, voice[7]);
        for (int i = 0; i < both.length; i++) {
            assertEquals(1000 + alone[i], both[i]);
        }
    }

    @Test
    void a_sum_that_is_too_loud_is_cut_and_does_not_wrap() {
        short[] loud = new short[AudioFrame.LENGTH_SAMPLES];
        Arrays.fill(loud, Short.MAX_VALUE);
        for (short sample :
                new Ambience(Preset.TYPING, 1).beneath(new AudioFrame(loud)).samples()) {
            assertTrue(sample > 0);
        }
    }

    @Test
    void the_contract_s_names_are_known() {
        assertEquals(Optional.of(Preset.ELEVATOR3), Preset.named("elevator3"));
        assertEquals(Optional.empty(), Preset.named("beach"));
    }
}
