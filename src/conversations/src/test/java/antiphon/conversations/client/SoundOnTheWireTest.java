package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.AudioFrame;
import antiphon.audio.Reframer;
import antiphon.audio.WireFormat;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second of a tone of 440 Hz, through the messages of the wire, in every format of the contract. */
class SoundOnTheWireTest {
    private static final double TONE_HZ = 440;
    private static final double AMPLITUDE = 8_000;

    private static short[] tone(int rateHz) {
        short[] tone = new short[rateHz];
        for (int i = 0; i < rateHz; i++) {
            tone[i] = (short) Math.round(AMPLITUDE * Math.sin(2 * Math.PI * TONE_HZ * i / rateHz));
        }
        return tone;
    }

    /** Of how many Hertz a tone is: how often it rises through zero, from the first time to the last. */
    private static double hertz(short[] samples, int rateHz) {
        int rises = 0;
        double first = -1;
        double last = 0;
        for (int i = 1; i < samples.length; i++) {
            if (samples[i - 1] < 0 && samples[i] >= 0) {
                last = i - (double) samples[i] / (samples[i] - samples[i - 1]);
                first = first < 0 ? last : first;
                rises++;
            }
        }
        return (rises - 1) * rateHz / (last - first);
    }

    private static List<AudioFrame> frames(short[] samples) {
        return new Reframer().add(samples);
    }

    /** The tone as a client in this format would send it. */
    private static byte[] encoded(WireFormat format) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        WireFormat.Encoder encoder = format.encoder();
        frames(tone(AudioFrame.SAMPLE_RATE_HZ)).forEach(frame -> bytes.writeBytes(encoder.encode(frame)));
        bytes.writeBytes(encoder.end());
        return bytes.toByteArray();
    }

    @ParameterizedTest
    @EnumSource(WireFormat.class)
    void what_a_client_says_in_any_format_is_heard_at_its_own_pitch_and_length(WireFormat format) throws Exception {
        byte[] sound = encoded(format);
        WireFormat.Decoder decoder = format.decoder();
        List<Short> heard = new ArrayList<>();
        for (int at = 0; at < sound.length; at += 1001) {
            byte[] chunk = Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 1001));
            String message = "{\"user_audio_chunk\":\"" + Base64.getEncoder().encodeToString(chunk) + "\"}";
            for (short sample : decoder.decode(((ClientMessage.AudioChunk) ClientMessages.read(message)).sound())) {
                heard.add(sample);
            }
        }
        for (short sample : decoder.end()) {
            heard.add(sample);
        }
        short[] all = new short[heard.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = heard.get(i);
        }
        assertEquals(AudioFrame.SAMPLE_RATE_HZ, all.length, 2, "one second, to the sample");
        assertEquals(TONE_HZ, hertz(all, AudioFrame.SAMPLE_RATE_HZ), 0.2);
    }

    @ParameterizedTest
    @EnumSource(WireFormat.class)
    void what_the_agent_says_reaches_the_client_at_its_own_pitch_and_length(WireFormat format) {
        FakeWire wire = new FakeWire();
        WireFormat.Encoder encoder = format.encoder();
        Outbox outbox = new Outbox(wire, frames -> SoundPiece.encode(frames, encoder));
        frames(tone(AudioFrame.SAMPLE_RATE_HZ)).forEach(frame -> outbox.play(1, frame));
        outbox.close(new Closing(Closing.NORMAL, "", ""));
        outbox.run();

        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        wire.messages()
                .forEach(message -> sent.writeBytes(Base64.getDecoder()
                        .decode(message.getJsonObject("audio_event").getString("audio_base_64"))));
        byte[] bytes = sent.toByteArray();
        int sampleBytes = format == WireFormat.ULAW_8000 ? 1 : 2;
        assertEquals(0, bytes.length % sampleBytes);
        int samples = bytes.length / sampleBytes;
        // The resampler keeps back the few milliseconds whose neighbours it has not seen.
        assertTrue(samples > format.sampleRateHz() * 0.98 && samples <= format.sampleRateHz(), samples + " samples");
        assertEquals(TONE_HZ, hertz(linear(bytes, format), format.sampleRateHz()), 0.5);
    }

    /** Its own decoder would set everything to 16 kHz, which would hide a wrong rate. */
    private static short[] linear(byte[] bytes, WireFormat format) {
        if (format == WireFormat.ULAW_8000) {
            short[] at16 = format.decoder().decode(bytes);
            short[] at8 = new short[at16.length / 2];
            for (int i = 0; i < at8.length; i++) {
                at8[i] = at16[2 * i];
            }
            return at8;
        }
        short[] samples = new short[bytes.length / 2];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (short) (bytes[2 * i] & 0xFF | bytes[2 * i + 1] << 8);
        }
        return samples;
    }
}
