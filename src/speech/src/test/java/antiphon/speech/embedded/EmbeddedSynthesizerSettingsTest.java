package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedSynthesizerSettingsTest {
    @Test
    void two_workers_and_sixty_four_waiting_unless_told_otherwise() {
        assertEquals(new EmbeddedSynthesizerSettings(2, 64), read(Map.of()));
        assertEquals(
                new EmbeddedSynthesizerSettings(4, 10),
                read(Map.of("speech.embedded.synthesizer.workers", "4", "speech.embedded.synthesizer.waiting", "10")));
    }

    @Test
    void a_value_that_makes_no_sense_is_refused_by_its_key() {
        assertRefused("speech.embedded.synthesizer.workers is \"many\"; a whole number is wanted", "many");
        assertRefused("speech.embedded.synthesizer.workers is 0; it must be 1 to 64", "0");
    }

    private static void assertRefused(String message, String workers) {
        var settings = Map.of("speech.embedded.synthesizer.workers", workers);
        var refused = assertThrows(IllegalArgumentException.class, () -> read(settings));
        assertEquals(message, refused.getMessage());
    }

    private static EmbeddedSynthesizerSettings read(Map<String, String> settings) {
        return EmbeddedSynthesizerSettings.read(key -> Optional.ofNullable(settings.get(key)));
    }
}
