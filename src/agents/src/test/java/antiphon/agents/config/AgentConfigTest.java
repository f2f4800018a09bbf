package antiphon.agents.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentConfigTest {
    private static JsonObject document(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private static AgentConfig read(String text) {
        return AgentConfig.read(document(text));
    }

    private static PromptConfig prompt(String text) {
        JsonObject document = document("{'conversation_config':{'agent':{'prompt':" + text + "}}}");
        PromptConfig alone = AgentConfig.readPrompt(document);
        assertEquals(AgentConfig.read(document).agent().prompt(), alone);
        return alone;
    }

    @Test
    void guardrails_are_off_unless_they_are_switched_on() {
        GuardrailsConfig none =
                AgentConfig.read(JsonValue.EMPTY_JSON_OBJECT).platform().guardrails();
        assertEquals(List.of(false, false), List.of(none.focus(), none.promptInjection()));
        assertEquals(Map.of(), none.content().thresholds());
        assertEquals(Map.of(), none.moderation().thresholds());
        assertEquals(List.of(), none.custom());
    }

    @Test
    void guardrails_are_what_was_sent_and_else_what_the_contract_says() {
        GuardrailsConfig config = read("""
                {'platform_settings':{'guardrails':{
                    'focus':{'is_enabled':true},
                    'content':{'execution_mode':'blocking','trigger_action':{'type':'retry'},'config':{
                        'violence':{'is_enabled':true},'sexual':{'threshold':0.9},
                        'profanity':{'is_enabled':true,'threshold':'high'},
                        'harassment':{'is_enabled':true,'threshold':0.5}}},
                    'moderation':{'config':{'hate':{'is_enabled':true}}},
                    'custom':{'config':{'configs':[
                        {'name':'Off','prompt':'p'},
                        {'is_enabled':true,'name':'On','prompt':'p','trigger_action':{'type':'retry','feedback':'No.'}}]}}}}}
                """).platform().guardrails();
        assertTrue(config.focus());
        assertTrue(config.content().blocking());
        assertEquals(
                Map.of("violence", 0.3, "profanity", 0.9, "harassment", 0.5),
                config.content().thresholds());
        assertTrue(config.content().retry().orElseThrow().contains("'{{trigger_reason}}' During your next turn"));
        assertFalse(config.moderation().blocking());
        assertEquals(Map.of("hate", 0.3), config.moderation().thresholds());
        assertEquals(Optional.empty(), config.moderation().retry());
        assertEquals(
                List.of(new GuardrailsConfig.Custom(
                        "On", "p", "gemini-3.1-flash-lite", false, false, 0, false, Optional.of("No."))),
                config.custom());
    }

    @Test
    void an_agent_that_says_nothing_is_what_the_contract_says() {
        AgentConfig config = AgentConfig.read(JsonValue.EMPTY_JSON_OBJECT);
        assertEquals(config.agent().prompt(), AgentConfig.readPrompt(JsonValue.EMPTY_JSON_OBJECT));
        assertEquals("", config.agent().firstMessage());
        assertEquals("en", config.agent().language());
        assertEquals("gemini-2.5-flash", config.agent().prompt().llm());
        assertEquals(Optional.of(0.0), config.agent().prompt().temperature());
        assertEquals(Optional.empty(), config.agent().prompt().maxTokens());
        assertEquals(
                BackupLlmConfig.Preference.DEFAULT,
                config.agent().prompt().backupLlm().preference());
        assertEquals(Duration.ofSeconds(4), config.agent().prompt().cascadeTimeout());
        assertEquals(new AsrConfig("high", "scribe_realtime", "pcm_16000", List.of()), config.asr());
        assertEquals("cjVigY5qzO86Huf0OWal", config.tts().voiceId());
        assertEquals(0.5, config.tts().stability());
        assertEquals(1.0, config.tts().speed());
        assertEquals(Optional.of(Duration.ofSeconds(7)), config.turn().turnTimeout());
        assertEquals(Optional.empty(), config.turn().silenceEndCallTimeout());
        assertEquals(Optional.empty(), config.turn().softTimeout().timeout());
        assertEquals(Duration.ofSeconds(600), config.conversation().maxDuration());
        assertTrue(config.conversation().clientEvents().contains("interruption"));
        assertFalse(config.platform().auth().enableAuth());
        assertTrue(config.platform().privacy().recordVoice());
        assertEquals(Optional.empty(), config.platform().callLimits().concurrency());
        assertFalse(config.platform().overrides().allows("agent", "first_message"));
    }

    @Test
    void tools_are_read_by_their_kind() {
        PromptConfig prompt = prompt("{'tools':[{'type':'client','name':'a','description':'d','expects_response':true},"
                + "{'type':'webhook','name':'b','description':'d','api_schema':{'url':'http://x/{id}','request_headers':"
                + "{'A':'plain','B':{'secret_id':'secret_1'},'C':{'variable_name':'v'}}}},"
                + "{'type':'system','name':'end_call','params':{'system_tool_type':'end_call'}},"
                + "{'type':'smb','name':'s','params':{}}],"
                + "'built_in_tools':{'skip_turn':{'name':'skip_turn','params':{'system_tool_type':'skip_turn'}},"
                + "'end_call':null}}");

        ToolConfig.ClientTool client =
                assertInstanceOf(ToolConfig.ClientTool.class, prompt.tools().get(0));
        assertTrue(client.expectsResponse());
        assertEquals(Duration.ofSeconds(20), client.responseTimeout());
        ToolConfig.WebhookTool webhook =
                assertInstanceOf(ToolConfig.WebhookTool.class, prompt.tools().get(1));
        assertEquals("GET", webhook.request().method());
        assertEquals(
                Map.of(
                        "A", new HeaderValue.Literal("plain"),
                        "B", new HeaderValue.Secret("secret_1"),
                        "C", new HeaderValue.DynamicVariable("v")),
                webhook.request().headers());
        ToolConfig.SystemTool system =
                assertInstanceOf(ToolConfig.SystemTool.class, prompt.tools().get(2));
        assertEquals("end_call", system.systemToolType());
        assertInstanceOf(ToolConfig.OtherTool.class, prompt.tools().get(3));
        assertEquals(List.of("skip_turn"), List.copyOf(prompt.builtInTools().keySet()));
    }

    @Test
    void a_custom_model_brings_its_address_headers_and_secret() {
        PromptConfig prompt = prompt("{'llm':'custom-llm','custom_llm':{'url':'http://h/v1','model_id':'m',"
                + "'api_key':{'secret_id':'secret_1'},'request_headers':{'X':'y'}},"
                + "'backup_llm_config':{'preference':'override','order':['gpt-4o']}}");
        CustomLlmConfig custom = prompt.customLlm().orElseThrow();
        assertEquals("http://h/v1", custom.url());
        assertEquals(Optional.of("m"), custom.modelId());
        assertEquals(Optional.of("secret_1"), custom.apiKeySecretId());
        assertEquals(Map.of("X", new HeaderValue.Literal("y")), custom.requestHeaders());
        assertEquals("chat_completions", custom.apiType());
        assertEquals(new BackupLlmConfig(BackupLlmConfig.Preference.OVERRIDE, List.of("gpt-4o")), prompt.backupLlm());
    }

    @Test
    void overrides_are_allowed_field_by_field() {
        OverridesConfig overrides = read("{'platform_settings':{'overrides':{'conversation_config_override':"
                        + "{'agent':{'first_message':true,'prompt':{'llm':true}}}}}}")
                .platform()
                .overrides();
        assertTrue(overrides.allows("agent", "first_message"));
        assertTrue(overrides.allows("agent", "prompt", "llm"));
        assertFalse(overrides.allows("agent", "prompt", "prompt"));
        assertFalse(overrides.allows("agent"));
        assertFalse(overrides.allows("nothing", "at", "all"));
    }
}
