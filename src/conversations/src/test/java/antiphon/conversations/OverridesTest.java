package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.config.AgentConfig;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OverridesTest {
    private static final JsonObject AGENT = json("""
            {"name": "Guide",
             "conversation_config": {
               "agent": {"first_message": "Hello", "language": "en", "prompt": {"prompt": "Help."}},
               "asr": {"keywords": ["Antiphon"]},
               "language_presets": {"de": {"overrides": {"agent": {"first_message": null}, "tts": {"voice_id": "greta"}},
                                           "first_message_translation": {"source_hash": "x", "text": "Guten Tag"},
                                           "soft_timeout_translation": {"source_hash": "x", "text": "Einen Moment"}}}},
             "platform_settings": {"overrides": {"conversation_config_override":
               {"agent": {"first_message": true, "prompt": {"prompt": true}}, "tts": {"speed": true}}}}}""");

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    private static AgentConfig apply(String overrides) {
        return AgentConfig.read(new Overrides(AGENT, AgentConfig.read(AGENT)).apply(json(overrides)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"agent\":{},\"tts\":{},\"conversation\":{}}",
                "{\"agent\":{\"prompt\":{},\"language\":\"en\"},\"tts\":{},\"conversation\":{}}",
                "{\"agent\":{\"first_message\":null,\"language\":null}}",
                "{\"something\":{\"new\":1},\"agent\":{\"mood\":\"good\"},\"tts\":5}",
                "{\"tts\":{\"voice_id\":\"cjVigY5qzO86Huf0OWal\"}}"
            })
    void the_usual_openings_of_clients_change_nothing(String overrides) {
        assertEquals(AgentConfig.read(AGENT), apply(overrides));
    }

    @Test
    void what_the_owner_released_may_be_overridden() {
        AgentConfig config = apply(
                "{\"agent\":{\"first_message\":\"Hi {{name}}\",\"prompt\":{\"prompt\":\"Be brief.\"}},\"tts\":{\"speed\":1.1}}");
        assertEquals("Hi {{name}}", config.agent().firstMessage());
        assertEquals("Be brief.", config.agent().prompt().prompt());
        assertEquals(1.1, config.tts().speed());
    }

    @Test
    void what_is_said_while_thinking_is_translated_with_the_language() {
        assertEquals(
                "Einen Moment",
                apply("{\"agent\":{\"language\":\"de\"}}").turn().softTimeout().message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"agent\":{\"prompt\":{\"llm\":\"gpt-4o\"}}}",
                "{\"agent\":{\"language\":\"fr\"}}",
                "{\"tts\":{\"voice_id\":\"mine\"}}",
                "{\"conversation\":{\"max_duration_seconds\":9999}}"
            })
    void what_the_owner_did_not_release_is_refused_by_name(String overrides) {
        OpeningRefused refused = assertThrows(OpeningRefused.class, () -> apply(overrides));
        assertEquals(OpeningRefused.Problem.OVERRIDE_ERROR, refused.problem());
        assertTrue(refused.message().contains("does not allow overriding"), refused.message());
    }

    @Test
    void a_value_of_the_wrong_type_is_refused_even_where_it_is_released() {
        OpeningRefused refused = assertThrows(OpeningRefused.class, () -> apply("{\"tts\":{\"speed\":\"fast\"}}"));
        assertTrue(refused.message().contains("number"), refused.message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tts\":{\"speed\":9}}",
                "{\"conversation\":{\"client_events\":[\"weather\"]}}",
                "{\"conversation\":{\"client_events\":[5]}}"
            })
    void a_value_that_the_contract_does_not_allow_is_refused_even_where_it_is_released(String overrides) {
        OpeningRefused refused = assertThrows(OpeningRefused.class, () -> apply(overrides));
        assertEquals(OpeningRefused.Problem.OVERRIDE_ERROR, refused.problem());
        assertTrue(refused.message().contains("cannot be used"), refused.message());
    }

    @Test
    void keywords_are_left_out_silently() {
        assertEquals(AgentConfig.read(AGENT), apply("{\"asr\":{\"keywords\":[\"mine\"]}}"));
    }

    @Test
    void text_only_is_understood_in_both_places() {
        assertTrue(apply("{\"text_only\":true}").conversation().textOnly());
        assertTrue(
                apply("{\"conversation\":{\"text_only\":true}}").conversation().textOnly());
    }

    @Test
    void another_language_of_the_agent_brings_its_preset() {
        AgentConfig config = apply("{\"agent\":{\"language\":\"de\"}}");
        assertEquals("de", config.agent().language());
        assertEquals("Guten Tag", config.agent().firstMessage());
        assertEquals("greta", config.tts().voiceId());
        assertEquals("Help.", config.agent().prompt().prompt());
    }
}
