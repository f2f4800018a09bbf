package antiphon.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.LanguageSettings.Account;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LanguageSettingsTest {
    private static LanguageSettings read(Map<String, String> set) {
        return LanguageSettings.read(key -> Optional.ofNullable(set.get(key)));
    }

    @Test
    void defaults() {
        assertEquals(
                new LanguageSettings(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        true,
                        "embedded",
                        List.of("gemini-2.5-flash", "gpt-4.1-mini", "claude-haiku-4-5"),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30)),
                read(Map.of()));
    }

    @Test
    void a_key_opens_an_account_at_the_usual_address_and_ends_the_fallback() {
        LanguageSettings settings =
                read(Map.of("openai.api.key", "o", "anthropic.api.key", "a", "google.api.key", "g"));
        assertEquals(Optional.of(new Account("https://api.openai.com/v1", "o")), settings.openai());
        assertEquals(Optional.of(new Account("https://api.anthropic.com/v1", "a")), settings.anthropic());
        assertEquals(
                Optional.of(new Account("https://generativelanguage.googleapis.com/v1beta", "g")), settings.gemini());
        assertEquals("none", settings.fallback());
        assertFalse(settings.toString().contains("apiKey"));
    }

    @Test
    void all_can_be_set() {
        LanguageSettings settings = read(Map.of(
                "openai.api.key", "o",
                "openai.base.url", "http://localhost:8000/v1/",
                "language.embedded", "off",
                "language.fallback", "gpt-4o-mini",
                "language.backups", "gpt-4o, none",
                "language.connect.timeout", "500ms",
                "language.silence.timeout", "PT0.4S"));
        assertEquals("http://localhost:8000/v1", settings.openai().orElseThrow().baseUrl());
        assertFalse(settings.embedded());
        assertEquals("gpt-4o-mini", settings.fallback());
        assertEquals(List.of("gpt-4o"), settings.backups());
        assertEquals(Duration.ofMillis(500), settings.connectTimeout());
        assertEquals(Duration.ofMillis(400), settings.silence());
    }

    @Test
    void a_wrong_value_is_told_by_its_key() {
        for (Map<String, String> wrong : List.of(
                Map.of("language.silence.timeout", "soon"),
                Map.of("language.embedded", "maybe"),
                Map.of("gemini.base.url", "not an address"))) {
            String key = wrong.keySet().iterator().next();
            var refused = assertThrows(IllegalArgumentException.class, () -> read(wrong));
            assertTrue(String.valueOf(refused.getMessage()).contains(key));
        }
    }
}
