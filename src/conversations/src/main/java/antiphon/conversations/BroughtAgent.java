package antiphon.conversations;

import antiphon.api.Json;
import antiphon.conversations.OpeningRefused.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.stream.Collectors;

/** The agent in an {@code enclave_setup_config}: a whole definition, changes to it, its tools, and what it shall know. */
final class BroughtAgent {
    private static final String SETTINGS = "conversation_config";
    private static final List<String> WEBHOOKS = List.of(
            "post_call_transcription_webhook",
            "post_call_audio_webhook",
            "post_call_transcription_webhook_url",
            "post_call_audio_webhook_url");
    private static final int LONGEST_ID = 100;

    private final JsonObject setup;
    private final JsonObject agent;

    BroughtAgent(JsonObject setup) {
        this.setup = setup;
        this.agent = object("agent_config_dict", setup.getOrDefault("agent_config_dict", JsonValue.NULL));
    }

    /** The id that the definition was exported with, where it has one. */
    String id() {
        return agent.get("agent_id") instanceof JsonString id
                        && !id.getString().isBlank()
                        && id.getString().length() <= LONGEST_ID
                ? id.getString()
                : "agent_enclave";
    }

    String name() {
        return agent.get("name") instanceof JsonString name ? name.getString() : "Brought by the client";
    }

    /** One document of an agent, as if it had been sent to be kept. */
    JsonObject document() {
        for (String webhook : WEBHOOKS) {
            if (!setup.getOrDefault(webhook, JsonValue.NULL).equals(JsonValue.NULL)) {
                throw wrong(
                        webhook + " is not supported: this server calls nobody after a conversation. Leave it out.");
            }
        }
        JsonObject document = whole(agent);
        for (JsonValue change : list("override_agent_config_list")) {
            JsonObject patch = whole(object("override_agent_config_list", change));
            document = Json.createMergePatch(patch).apply(document).asJsonObject();
        }
        return withTools(withKnowledge(document));
    }

    /** Some exports are the whole agent, some only its {@code conversation_config}. */
    private static JsonObject whole(JsonObject config) {
        if (config.containsKey(SETTINGS)) {
            return config;
        }
        boolean settingsOnly =
                List.of("agent", "asr", "tts", "turn", "conversation").stream().anyMatch(config::containsKey);
        return Json.createObjectBuilder(settingsOnly ? JsonValue.EMPTY_JSON_OBJECT : config)
                .add(SETTINGS, settingsOnly ? config : JsonValue.EMPTY_JSON_OBJECT)
                .build();
    }

    private JsonObject withTools(JsonObject document) {
        JsonArray brought = list("tools_config_list");
        if (brought.isEmpty()) {
            return document;
        }
        JsonArrayBuilder tools = Json.createArrayBuilder(Overrides.list(prompt(document), "tools"));
        brought.forEach(tool -> {
            JsonObject entry = object("tools_config_list", tool);
            tools.add(entry.get("tool_config") instanceof JsonObject inner ? inner : entry);
        });
        return withPrompt(document, "tools", tools.build());
    }

    private JsonObject withKnowledge(JsonObject document) {
        String knowledge = list("prompt_knowledge_base").stream()
                .filter(JsonString.class::isInstance)
                .map(text -> ((JsonString) text).getString())
                .collect(Collectors.joining("\n\n"));
        if (knowledge.isEmpty()) {
            return document;
        }
        String prompt = prompt(document).getString("prompt", "");
        return withPrompt(document, "prompt", Json.createValue(prompt + "\n\n# Knowledge base\n\n" + knowledge));
    }

    private static JsonObject prompt(JsonObject document) {
        return Overrides.section(Overrides.section(Overrides.section(document, SETTINGS), "agent"), "prompt");
    }

    private static JsonObject withPrompt(JsonObject document, String name, JsonValue value) {
        JsonObject change = Json.createObjectBuilder()
                .add(
                        SETTINGS,
                        Json.createObjectBuilder()
                                .add(
                                        "agent",
                                        Json.createObjectBuilder()
                                                .add(
                                                        "prompt",
                                                        Json.createObjectBuilder()
                                                                .add(name, value))))
                .build();
        return Json.createMergePatch(change).apply(document).asJsonObject();
    }

    private JsonArray list(String name) {
        JsonValue value = setup.getOrDefault(name, JsonValue.NULL);
        if (value.equals(JsonValue.NULL)) {
            return JsonValue.EMPTY_JSON_ARRAY;
        }
        if (value instanceof JsonArray list) {
            return list;
        }
        throw wrong(name + " has to be a list or null.");
    }

    private static JsonObject object(String name, JsonValue value) {
        if (value.equals(JsonValue.NULL)) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong(name + " has to hold JSON objects.");
    }

    private static OpeningRefused wrong(String message) {
        return new OpeningRefused(Problem.VALUE_ERROR, message);
    }
}
