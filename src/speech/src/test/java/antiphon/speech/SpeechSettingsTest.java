package antiphon.speech;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechSettings.Weights;
import antiphon.speech.peers.Sounds;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpeechSettingsTest {
    private static final String SHA256 = "ab".repeat(32);

    @Test
    void these_are_all_the_defaults() {
        assertEquals(
                new SpeechSettings(
                        List.of("embedded"),
                        List.of("embedded"),
                        new SpeechSettings.Limits(
                                Duration.ofSeconds(3), Duration.ofSeconds(5), Duration.ofSeconds(5), 100),
                        new SpeechSettings.OpenAi(
                                Optional.empty(),
                                URI.create("https://api.openai.com/v1"),
                                false,
                                "gpt-4o-mini-transcribe",
                                "gpt-4o-mini-tts",
                                "alloy",
                                24_000),
                        new SpeechSettings.Deepgram(
                                Optional.empty(),
                                URI.create("https://api.deepgram.com"),
                                "nova-3",
                                Duration.ofMillis(700)),
                        new SpeechSettings.ElevenLabs(
                                Optional.empty(),
                                URI.create("https://api.elevenlabs.io"),
                                "scribe_v2_realtime",
                                "eleven_flash_v2_5",
                                "cjVigY5qzO86Huf0OWal"),
                        new SpeechSettings.Vosk(Optional.empty(), "en", 4),
                        new SpeechSettings.Whisper(Optional.empty(), List.of(), 2, 2)),
                Sounds.settings(Map.of()));
    }

    @Test
    void an_order_is_a_list_of_names() {
        SpeechSettings settings = Sounds.settings(Map.of("speech.recognizers", " Deepgram, embedded ,,deepgram"));
        assertEquals(List.of("deepgram", "embedded"), settings.recognizers());
    }

    @Test
    void what_is_wrong_is_named_without_its_value() {
        for (Map.Entry<String, String> wrong : Map.of(
                        "speech.connect.timeout", "secret",
                        "speech.settle.timeout", "PT2M",
                        "speech.provider.calls", "0",
                        "speech.openai.voice.sample.rate", "secret",
                        "deepgram.api.key", "a\nsecret",
                        "deepgram.base.url", "ftp://secret",
                        "elevenlabs.base.url", "https://user:secret@host",
                        "openai.base.url", "not an address, secret")
                .entrySet()) {
            var failure = assertThrows(
                    IllegalArgumentException.class,
                    () -> Sounds.settings(Map.of(wrong.getKey(), wrong.getValue())),
                    wrong.getKey());
            assertTrue(String.valueOf(failure.getMessage()).contains(wrong.getKey()), failure.getMessage());
            assertFalse(String.valueOf(failure.getMessage()).contains("secret"), failure.getMessage());
        }
    }

    @Test
    void a_key_is_shown_only_to_the_address_it_was_given_for() {
        var shared = Sounds.settings(Map.of("openai.api.key", "sk-1")).openAi();
        assertEquals(Optional.of("sk-1"), shared.key());
        var own = Sounds.settings(Map.of("openai.api.key", "sk-1", "speech.openai.base.url", "http://kokoro:8880/v1/"))
                .openAi();
        assertEquals(Optional.empty(), own.key());
        assertEquals(URI.create("http://kokoro:8880/v1"), own.baseUrl());
        assertTrue(own.reachable(), "a server in one's own house may want no key");
    }

    @Test
    void keys_are_in_no_text() {
        String text = Sounds.settings(Map.of(
                        "openai.api.key", "secret-1", "deepgram.api.key", "secret-2", "elevenlabs.api.key", "secret-3"))
                .toString();
        assertFalse(text.contains("secret"), text);
    }

    @Test
    void weights_are_on_disk_or_fetched_with_a_checksum() {
        assertEquals(
                Optional.of(new Weights.OnDisk(Path.of("models", "small"))),
                Sounds.settings(Map.of("speech.vosk.model", "models/small"))
                        .vosk()
                        .weights());
        assertEquals(
                Optional.of(new Weights.Fetched(URI.create("https://models/base.bin"), SHA256, Path.of("kept"))),
                Sounds.settings(Map.of(
                                "speech.whisper.model.url", "https://models/base.bin",
                                "speech.whisper.model.sha256", SHA256,
                                "speech.models.directory", "kept"))
                        .whisper()
                        .weights());
        assertThrows(
                IllegalArgumentException.class,
                () -> Sounds.settings(Map.of("speech.vosk.model.url", "https://models/small.zip")));
    }
}
