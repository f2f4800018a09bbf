package antiphon.audio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WireFormatTest {
    @ParameterizedTest
    @EnumSource
    void a_format_is_found_by_its_wire_name(WireFormat format) {
        assertEquals(format, WireFormat.parse(format.wireName()));
    }

    @Test
    void an_unknown_format_is_refused_with_the_known_ones_named() {
        var refused = assertThrows(IllegalArgumentException.class, () -> WireFormat.parse("mp3_44100"));
        assertEquals(
                "\"mp3_44100\" is no audio format; there are pcm_8000, pcm_16000, pcm_22050, pcm_24000, pcm_44100, pcm_48000, ulaw_8000",
                refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> WireFormat.parse("PCM_16000"));
    }

    @Test
    void bytes_per_second_are_those_of_the_wire() {
        assertEquals(32_000, WireFormat.PCM_16000.bytesPerSecond());
        assertEquals(8_000, WireFormat.ULAW_8000.bytesPerSecond());
        assertEquals(88_200, WireFormat.PCM_44100.bytesPerSecond());
    }

    @ParameterizedTest
    @EnumSource
    void a_second_of_sound_survives_the_way_out_and_back(WireFormat format) {
        short[] sound = Sounds.tone(1_000, 16_000, 16_000, 8_000);
        byte[] wire = encoded(format, sound);
        assertEquals(format.bytesPerSecond(), wire.length);
        var decoder = format.decoder();
        short[] back = Sounds.joined(decoder.decode(wire), decoder.end());
        assertEquals(16_000, back.length);
        double errorShare = Sounds.rms(difference(sound, back)) / Sounds.rms(sound);
        assertTrue(Sounds.decibels(errorShare) < -30, () -> "error at " + Sounds.decibels(errorShare) + " dB");
    }

    @ParameterizedTest
    @EnumSource
    void half_a_sample_waits_for_its_other_half(WireFormat format) {
        byte[] wire = encoded(format, Sounds.noise(16_000));
        var uncut = format.decoder();
        short[] expected = Sounds.joined(uncut.decode(wire), uncut.end());
        var decoder = format.decoder();
        short[] out = {};
        for (int at = 0; at < wire.length; at += 333) {
            byte[] chunk = Arrays.copyOfRange(wire, at, Math.min(wire.length, at + 333));
            out = Sounds.joined(out, decoder.decode(chunk), decoder.decode(new byte[0]));
        }
        assertArrayEquals(expected, Sounds.joined(out, decoder.end()));
    }

    @Test
    void sound_at_the_rate_of_the_house_passes_unchanged_and_at_once() {
        short[] sound = Sounds.noise(320);
        byte[] wire = WireFormat.PCM_16000.encoder().encode(new AudioFrame(sound));
        assertEquals(640, wire.length);
        assertEquals((byte) sound[5], wire[10]);
        assertEquals((byte) (sound[5] >> 8), wire[11]);
        assertArrayEquals(sound, WireFormat.PCM_16000.decoder().decode(wire));
    }

    private static byte[] encoded(WireFormat format, short[] sound) {
        var encoder = format.encoder();
        var wire = new ByteArrayOutputStream();
        for (AudioFrame frame : new Reframer().add(sound)) {
            wire.writeBytes(encoder.encode(frame));
        }
        wire.writeBytes(encoder.end());
        return wire.toByteArray();
    }

    private static short[] difference(short[] a, short[] b) {
        short[] difference = new short[a.length];
        for (int i = 0; i < a.length; i++) {
            difference[i] = (short) (a[i] - b[i]);
        }
        return difference;
    }
}
