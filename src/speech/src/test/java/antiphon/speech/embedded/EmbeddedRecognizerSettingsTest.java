package antiphon.speech.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbeddedRecognizerSettingsTest {
    @Test
    void ten_calls_share_two_recognizers_unless_told_otherwise() {
        assertEquals(new EmbeddedRecognizerSettings(10, 2), EmbeddedRecognizerSettings.read(key -> Optional.empty()));
    }

    @Test
    void each_setting_has_its_key() {
        Map<String, String> configured = Map.of(
                "speech.embedded.calls", "3",
                "speech.embedded.recognizers", "1");
        assertEquals(
                new EmbeddedRecognizerSettings(3, 1),
                EmbeddedRecognizerSettings.read(key -> Optional.ofNullable(configured.get(key))));
    }

    @Test
    void a_setting_out_of_range_is_named() {
        assertThrows(IllegalArgumentException.class, () -> new EmbeddedRecognizerSettings(0, 1));
        assertThrows(IllegalArgumentException.class, () -> new EmbeddedRecognizerSettings(1, 0));
    }
}
