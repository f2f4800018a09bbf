package antiphon.speech.vosk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.speech.SpeechRecognizer.Capabilities;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.peers.Heard;
import antiphon.speech.peers.Sounds;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Here the native engine is absent, as on a server without the folder of the engines. */
class VoskRecognizerTest {
    private static final Request POLISH = new Request("pl", List.of(), List.of(), false);

    @Test
    void a_server_without_the_engine_says_so_politely(@TempDir Path model) {
        try (VoskRecognizer vosk = polish(model.toString())) {
            assertEquals(new Capabilities(true, List.of("pl")), vosk.capabilities());
            assertTrue(lastWord(vosk).contains("is its engine on this server"));
        }
    }

    @Test
    void a_missing_model_is_said_politely() {
        try (VoskRecognizer vosk = polish("no/such/folder")) {
            assertEquals(
                    "The model of vosk is missing: there is nothing where speech.vosk.model points.", lastWord(vosk));
        }
    }

    @Test
    void a_language_the_model_does_not_speak_is_refused() {
        try (VoskRecognizer vosk = polish("no/such/folder")) {
            var refused = assertThrows(
                    SpeechUnavailable.class,
                    () -> vosk.open(new Request("en", List.of(), List.of(), false), new Heard()));
            assertEquals("The model of vosk speaks pl, not en.", refused.getMessage());
        }
    }

    private static VoskRecognizer polish(String model) {
        return new VoskRecognizer(Sounds.settings(Map.of("speech.vosk.model", model, "speech.vosk.language", "pl"))
                .vosk());
    }

    /** What a call is told once the model has turned out not to come. */
    private static String lastWord(VoskRecognizer vosk) {
        String told;
        do {
            told = String.valueOf(assertThrows(SpeechUnavailable.class, () -> vosk.open(POLISH, new Heard()))
                    .getMessage());
        } while (told.contains("not there yet"));
        return told;
    }
}
