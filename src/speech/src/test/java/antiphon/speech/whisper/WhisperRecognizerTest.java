package antiphon.speech.whisper;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import antiphon.speech.SpeechRecognizer.Capabilities;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.peers.Heard;
import antiphon.speech.peers.Sounds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WhisperRecognizerTest {
    @Test
    void a_language_it_is_not_configured_for_is_refused() {
        SpeechSettings settings =
                Sounds.settings(Map.of("speech.whisper.model", "no/such/file", "speech.whisper.languages", "en, de"));
        try (WhisperRecognizer whisper = new WhisperRecognizer(settings.whisper())) {
            assertEquals(new Capabilities(false, List.of("en", "de")), whisper.capabilities());
            var refused = assertThrows(
                    SpeechUnavailable.class,
                    () -> whisper.open(new Request("pl", List.of(), List.of(), false), new Heard()));
            assertEquals("Whisper is configured for en, de, not for pl.", refused.getMessage());
        }
    }
}
