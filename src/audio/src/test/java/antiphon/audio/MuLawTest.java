package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MuLawTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0xFF",
        "3, 0xFF",
        "4, 0xFE",
        "-1, 0x7F",
        "-4, 0x7F",
        "-5, 0x7E",
        "11, 0xFE",
        "12, 0xFD",
        "123, 0xF0",
        "124, 0xEF",
        "1000, 0xCE",
        "-1000, 0x4E",
        "8158, 0x9F",
        "16251, 0x90",
        "16252, 0x8F",
        "32635, 0x80",
        "32767, 0x80",
        "-32768, 0x00"
    })
    void a_sample_gets_the_code_of_the_recommendation(short sample, String code) {
        assertEquals(Integer.decode(code), MuLaw.encode(sample) & 0xFF);
    }

    @ParameterizedTest
    @CsvSource({
        "0x00, -32124",
        "0x80, 32124",
        "0x7F, 0",
        "0xFF, 0",
        "0xFE, 8",
        "0x7E, -8",
        "0xF0, 120",
        "0xEF, 132",
        "0xCE, 988"
    })
    void a_code_has_the_level_of_the_recommendation(String code, short level) {
        assertEquals(level, MuLaw.decode((byte) (int) Integer.decode(code)));
    }

    @Test
    void every_level_comes_back_as_itself() {
        for (int code = 0; code < 256; code++) {
            short level = MuLaw.decode((byte) code);
            assertEquals(level, MuLaw.decode(MuLaw.encode(level)));
        }
    }

    @Test
    void no_sample_is_further_from_its_level_than_half_a_step() {
        for (int sample = -32_635; sample <= 32_635; sample++) {
            int error = Math.abs(MuLaw.decode(MuLaw.encode((short) sample)) - sample);
            assertTrue(error <= Math.max(4, (Math.abs(sample) + 132) / 32 + 4), () -> "error " + error);
        }
    }

    @Test
    void levels_agree_with_the_codec_of_the_jdk() throws IOException {
        byte[] codes = new byte[256];
        for (int code = 0; code < 256; code++) {
            codes[code] = (byte) code;
        }
        var ulaw = new AudioFormat(AudioFormat.Encoding.ULAW, 8_000, 8, 1, 1, 8_000, false);
        try (var linear = AudioSystem.getAudioInputStream(
                new AudioFormat(8_000, 16, 1, true, false),
                new AudioInputStream(new ByteArrayInputStream(codes), ulaw, codes.length))) {
            var levels = ByteBuffer.wrap(linear.readAllBytes())
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asShortBuffer();
            for (byte code : codes) {
                assertEquals(levels.get(), MuLaw.decode(code));
            }
        }
    }
}
