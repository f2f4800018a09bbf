package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.AgentDocument;
import antiphon.agents.config.AgentConfig;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BroughtAgentTest {
    private static BroughtAgent brought(String setup) {
        JsonObject message = Json.createReader(new StringReader(setup)).readObject();
        return new BroughtAgent(message);
    }

    private static AgentConfig config(String setup) {
        return AgentDocument.of(brought(setup).document()).config();
    }

    @Test
    void an_exported_agent_is_taken_as_it_is() {
        String setup = """
                {"agent_config_dict": {"agent_id": "agent_7", "name": "Guide",
                   "conversation_config": {"agent": {"first_message": "Hello", "prompt": {"prompt": "Help."}}}},
                 "override_agent_config_list": null, "tools_config_list": null, "prompt_knowledge_base": null}""";
        assertEquals("agent_7", brought(setup).id());
        assertEquals("Guide", brought(setup).name());
        assertEquals("Hello", config(setup).agent().firstMessage());
        assertEquals("Help.", config(setup).agent().prompt().prompt());
    }

    @Test
    void settings_alone_are_an_agent_as_well() {
        AgentConfig config = config("{\"agent_config_dict\": {\"agent\": {\"first_message\": \"Hello\"}}}");
        assertEquals("Hello", config.agent().firstMessage());
    }

    @Test
    void changes_tools_and_knowledge_are_added_in_this_order() {
        AgentConfig config = config("""
                {"agent_config_dict": {"conversation_config": {"agent": {"first_message": "Hello",
                                        "prompt": {"prompt": "Help."}}}},
                 "override_agent_config_list": [{"agent": {"first_message": "Hi"}},
                                                {"conversation_config": {"agent": {"first_message": "Hey"}}}],
                 "tools_config_list": [{"tool_config": {"type": "client", "name": "weather", "description": "Weather"}},
                                       {"type": "client", "name": "time", "description": "Time"}],
                 "prompt_knowledge_base": ["The shop is in Bremen.", "It opens at 8."]}""");
        assertEquals("Hey", config.agent().firstMessage());
        assertEquals(2, config.agent().prompt().tools().size());
        assertTrue(config.agent().prompt().prompt().startsWith("Help."));
        assertTrue(config.agent().prompt().prompt().contains("The shop is in Bremen.\n\nIt opens at 8."));
    }

    @Test
    void who_brings_nothing_talks_with_an_agent_of_defaults() {
        assertEquals(
                "", config("{\"agent_config_dict\": null}").agent().prompt().prompt());
        assertEquals("agent_enclave", brought("{\"agent_config_dict\": null}").id());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"agent_config_dict\": \"agent\"}",
                "{\"tools_config_list\": {}}",
                "{\"tools_config_list\": [1]}",
                "{\"override_agent_config_list\": [\"x\"]}",
                "{\"post_call_transcription_webhook_url\": \"https://shop.example\"}",
                "{\"post_call_audio_webhook\": {\"url\": \"https://shop.example\"}}"
            })
    void what_cannot_be_done_is_said(String setup) {
        OpeningRefused refused =
                assertThrows(OpeningRefused.class, () -> brought(setup).document());
        assertEquals(OpeningRefused.Problem.VALUE_ERROR, refused.problem());
    }
}
