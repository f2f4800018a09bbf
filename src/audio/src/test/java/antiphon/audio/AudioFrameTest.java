package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class AudioFrameTest {
    @Test
    void a_frame_of_another_length_is_refused() {
        var refused = assertThrows(IllegalArgumentException.class, () -> new AudioFrame(new short[160]));
        assertEquals("a frame has 320 samples, these are 160", refused.getMessage());
    }
}
