package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReframerTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 319, 320, 321, 1_000, 5_000})
    void chunks_of_any_size_become_whole_frames_in_order(int size) {
        short[] sound = Sounds.noise(3_333);
        Reframer reframer = new Reframer();
        short[] out = {};
        for (int at = 0; at < sound.length; at += size) {
            short[] chunk = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + size));
            for (AudioFrame frame : reframer.add(chunk)) {
                out = Sounds.joined(out, frame.samples());
            }
        }
        assertEquals(3_200, out.length);
        out = Sounds.joined(out, reframer.flush().orElseThrow().samples());
        assertArrayEquals(Arrays.copyOf(sound, 3_520), out);
    }

    @Test
    void nothing_begun_leaves_nothing_to_flush() {
        Reframer reframer = new Reframer();
        assertEquals(1, reframer.add(new short[320]).size());
        assertTrue(reframer.flush().isEmpty());
    }
}
