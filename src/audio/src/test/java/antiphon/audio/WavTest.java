package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class WavTest {
    @Test
    void a_file_written_is_read_as_the_same_sound() throws IOException {
        Wav wav = new Wav(22_050, Sounds.noise(1_001));
        var file = new ByteArrayOutputStream();
        wav.write(file);
        Wav back = Wav.read(new ByteArrayInputStream(file.toByteArray()));
        assertEquals(22_050, back.sampleRateHz());
        assertArrayEquals(wav.samples(), back.samples());
    }

    @Test
    void frames_of_a_file_are_at_the_rate_of_the_house() {
        assertEquals(50, new Wav(44_100, Sounds.noise(44_100)).frames().size());
        assertEquals(51, new Wav(44_100, Sounds.noise(44_200)).frames().size());
    }

    @Test
    void something_else_is_refused() {
        assertThrows(IOException.class, () -> Wav.read(new ByteArrayInputStream(new byte[100])));
    }
}
