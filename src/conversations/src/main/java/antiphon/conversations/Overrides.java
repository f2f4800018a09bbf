package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.LanguagePreset;
import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.conversations.OpeningRefused.Problem;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.JsonValue.ValueType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants to be different in its own conversation. All clients always send overrides, most of them empty or
 * equal to what is so anyway; only one that would change what the agent's owner did not release is refused.
 */
final class Overrides {
    /** The contract's fields that may be overridden, and what kind of value they have. */
    private static final Map<String, ValueType> FIELDS = Map.ofEntries(
            Map.entry("agent.first_message", ValueType.STRING),
            Map.entry("agent.language", ValueType.STRING),
            Map.entry("agent.max_conversation_duration_message", ValueType.STRING),
            Map.entry("agent.prompt.prompt", ValueType.STRING),
            Map.entry("agent.prompt.llm", ValueType.STRING),
            Map.entry("agent.prompt.tool_ids", ValueType.ARRAY),
            Map.entry("agent.prompt.native_mcp_server_ids", ValueType.ARRAY),
            Map.entry("agent.prompt.knowledge_base", ValueType.ARRAY),
            Map.entry("tts.model_id", ValueType.STRING),
            Map.entry("tts.voice_id", ValueType.STRING),
            Map.entry("tts.supported_voices", ValueType.ARRAY),
            Map.entry("tts.stability", ValueType.NUMBER),
            Map.entry("tts.speed", ValueType.NUMBER),
            Map.entry("tts.similarity_boost", ValueType.NUMBER),
            Map.entry("tts.pronunciation_dictionary_locators", ValueType.ARRAY),
            Map.entry("asr.keywords", ValueType.ARRAY),
            Map.entry("turn.soft_timeout_config.message", ValueType.STRING),
            Map.entry("turn.soft_timeout_config.additional_soft_timeout_messages", ValueType.ARRAY),
            Map.entry("conversation.text_only", ValueType.TRUE),
            Map.entry("conversation.max_duration_seconds", ValueType.NUMBER),
            Map.entry("conversation.client_events", ValueType.ARRAY));

    /** Marked in the contract as left out, not refused, where they are not released. */
    private static final Set<String> LEFT_OUT = Set.of("asr.keywords", "tts.supported_voices");

    private static final String SETTINGS = "ConversationalConfigAPIModel-Input";
    private static final String SETTINGS_WITH_DEFAULTS = "ConversationalConfigAPIModel-Output";
    private static final String LANGUAGE = "[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})?";

    private final JsonObject document;
    private final AgentConfig config;

    /** @param document the agent's, which {@code config} was read from */
    Overrides(JsonObject document, AgentConfig config) {
        this.document = document;
        this.config = config;
    }

    /**
     * The agent's document as it holds for this conversation.
     *
     * @param wanted {@code conversation_config_override} as sent
     * @throws OpeningRefused naming the field that may not be overridden, or has a value of the wrong kind
     */
    JsonObject apply(JsonObject wanted) {
        JsonObject settings = section(document, "conversation_config");
        JsonObject asItIs = Contract.stated().complete(SETTINGS_WITH_DEFAULTS, settings);
        JsonObject released = released("", withTextOnlyInPlace(wanted), asItIs);
        Optional<LanguagePreset> preset = language(released).map(config.languagePresets()::get);
        JsonObject inLanguage = preset.map(this::translated)
                .map(translation -> merged(settings, translation))
                .orElse(settings);
        JsonObject overridden = merged(inLanguage, released);
        if (!overridden.equals(settings)) {
            check(overridden);
        }
        return Json.createObjectBuilder(document)
                .add("conversation_config", overridden)
                .build();
    }

    /** The owner's own part was found good when it was kept, so that whatever is wrong now came with the override. */
    private static void check(JsonObject overridden) {
        Contract.stated().problems(SETTINGS, overridden).stream().findFirst().ifPresent(problem -> {
            throw new OpeningRefused(
                    Problem.OVERRIDE_ERROR,
                    "The override of " + place(problem.path()) + " cannot be used: " + problem.message() + ".");
        });
        if (!section(overridden, "agent").getString("language", "en").matches(LANGUAGE)) {
            throw new OpeningRefused(
                    Problem.OVERRIDE_ERROR,
                    "The override of agent.language is no language; it has to be such as en or pt-br.");
        }
    }

    private static String place(List<Object> path) {
        return path.stream().skip(1).map(String::valueOf).collect(Collectors.joining("."));
    }

    /** Python without an audio interface puts this one at the top. */
    private static JsonObject withTextOnlyInPlace(JsonObject wanted) {
        if (!wanted.containsKey("text_only")) {
            return wanted;
        }
        JsonObject conversation = Json.createObjectBuilder(section(wanted, "conversation"))
                .add("text_only", wanted.get("text_only"))
                .build();
        return Json.createObjectBuilder(wanted)
                .remove("text_only")
                .add("conversation", conversation)
                .build();
    }

    private JsonObject released(String path, JsonObject wanted, JsonObject settings) {
        JsonObjectBuilder released = Json.createObjectBuilder();
        wanted.forEach((name, value) -> {
            String place = path.isEmpty() ? name : path + "." + name;
            if (FIELDS.containsKey(place)) {
                if (!value.equals(JsonValue.NULL) && isReleased(place, value, settings.get(name))) {
                    released.add(name, value);
                }
            } else if (value instanceof JsonObject inner
                    && FIELDS.keySet().stream().anyMatch(field -> field.startsWith(place + "."))) {
                released.add(name, released(place, inner, section(settings, name)));
            }
        });
        return released.build();
    }

    private boolean isReleased(String place, JsonValue value, @Nullable JsonValue current) {
        checkKind(place, value);
        if (value.equals(current)
                || config.platform().overrides().allows(place.split("\\."))
                || isHarmless(place, value)) {
            return true;
        }
        if (LEFT_OUT.contains(place)) {
            return false;
        }
        throw new OpeningRefused(
                Problem.OVERRIDE_ERROR,
                "This agent does not allow overriding " + place
                        + ". Its owner can release it in platform_settings.overrides.");
    }

    /** What takes nothing from the agent's owner: less than the agent offers, or a language it was prepared for. */
    private boolean isHarmless(String place, JsonValue value) {
        return switch (place) {
            case "conversation.text_only" ->
                value.equals(JsonValue.TRUE) || !config.conversation().textOnly();
            case "conversation.client_events" -> true;
            case "agent.language" -> {
                String language = ((JsonString) value).getString();
                yield language.equals(config.agent().language())
                        || config.languagePresets().containsKey(language);
            }
            case "agent.first_message" ->
                ((JsonString) value).getString().equals(config.agent().firstMessage());
            default -> false;
        };
    }

    private static void checkKind(String place, JsonValue value) {
        ValueType kind = value.getValueType() == ValueType.FALSE ? ValueType.TRUE : value.getValueType();
        ValueType wanted = FIELDS.getOrDefault(place, kind);
        if (kind != wanted) {
            throw new OpeningRefused(
                    Problem.OVERRIDE_ERROR,
                    "The override of " + place + " is of the wrong type; it has to be "
                            + wanted.name().toLowerCase(Locale.ROOT).replace("true", "boolean")
                            + ".");
        }
    }

    private static Optional<String> language(JsonObject released) {
        return Optional.ofNullable(section(released, "agent").getString("language", null));
    }

    private JsonObject translated(LanguagePreset preset) {
        JsonObject overrides = withoutNulls(preset.overrides());
        JsonObjectBuilder translated = Json.createObjectBuilder(overrides);
        preset.firstMessage()
                .ifPresent(text ->
                        translated.add("agent", withDefault(section(overrides, "agent"), "first_message", text)));
        preset.softTimeoutMessage().ifPresent(text -> {
            JsonObject turn = section(overrides, "turn");
            JsonObject filler = withDefault(section(turn, "soft_timeout_config"), "message", text);
            translated.add("turn", Json.createObjectBuilder(turn).add("soft_timeout_config", filler));
        });
        return translated.build();
    }

    private static JsonObject withDefault(JsonObject object, String name, String text) {
        return object.containsKey(name)
                ? object
                : Json.createObjectBuilder(object).add(name, text).build();
    }

    /** In a merge patch (RFC 7396) a null removes; in a preset it means "as it is". */
    static JsonObject withoutNulls(JsonObject object) {
        JsonObjectBuilder kept = Json.createObjectBuilder();
        object.forEach((name, value) -> {
            if (!value.equals(JsonValue.NULL)) {
                kept.add(name, value instanceof JsonObject inner ? withoutNulls(inner) : value);
            }
        });
        return kept.build();
    }

    static JsonObject merged(JsonObject settings, JsonObject changes) {
        return Json.createMergePatch(changes).apply(settings).asJsonObject();
    }

    static JsonObject section(JsonObject object, String name) {
        return object.get(name) instanceof JsonObject section ? section : JsonValue.EMPTY_JSON_OBJECT;
    }

    static JsonArray list(JsonObject object, String name) {
        return object.get(name) instanceof JsonArray list ? list : JsonValue.EMPTY_JSON_ARRAY;
    }
}
