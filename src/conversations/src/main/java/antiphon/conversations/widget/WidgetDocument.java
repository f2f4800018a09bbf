package antiphon.conversations.widget;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.LanguagePreset;
import antiphon.agents.files.AgentFiles;
import antiphon.api.Json;
import antiphon.api.contract.Contract;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a page has to know of an agent to show it.
 *
 * @param agent its document, which {@code config} was read from
 */
record WidgetDocument(JsonObject agent, AgentConfig config) {
    /**
     * The contract's WidgetConfigResponseModel.
     *
     * @param server where clients reach this server now, wherever that was when a picture came
     */
    JsonObject asJson(String server) {
        JsonObject widget = Contract.stated()
                .complete("WidgetConfig-Output", section(section(agent, "platform_settings"), "widget"));
        JsonObjectBuilder shown = Json.createObjectBuilder(widget)
                .remove("language_selector")
                .remove("custom_avatar_path")
                .add("avatar", avatar(widget, server))
                .add("language", config.agent().language())
                .add("supported_language_overrides", offered(widget))
                .add("language_presets", presets(section(widget, "language_presets")))
                .add("text_only", config.conversation().textOnly())
                .add("first_message", text(config.agent().firstMessage()))
                .add("use_rtc", false)
                .add("file_input_config", fileInput());
        return Contract.stated().complete("WidgetConfigResponseModel", shown.build());
    }

    private static JsonObject avatar(JsonObject widget, String server) {
        JsonObject avatar = section(widget, "avatar");
        if (avatar.isEmpty()) {
            return Contract.stated().complete("OrbAvatar", avatar);
        }
        String path = words(widget, "custom_avatar_path").orElse("");
        boolean here = path.startsWith(AgentFiles.DOOR)
                && words(avatar, "url").filter(url -> url.endsWith(path)).isPresent();
        return here ? Json.createObjectBuilder(avatar).add("url", server + path).build() : avatar;
    }

    /** The languages among which a caller may choose. Without a choice the agent's own is spoken. */
    private JsonValue offered(JsonObject widget) {
        if (!widget.getBoolean("language_selector", false)) {
            return JsonValue.NULL;
        }
        JsonArrayBuilder languages = Json.createArrayBuilder();
        new TreeSet<>(config.languagePresets().keySet()).forEach(languages::add);
        return languages.build();
    }

    private JsonObject presets(JsonObject ofWidget) {
        Set<String> languages = new TreeSet<>(config.languagePresets().keySet());
        languages.addAll(ofWidget.keySet());
        JsonObjectBuilder presets = Json.createObjectBuilder();
        for (String language : languages) {
            JsonObject preset = section(ofWidget, language);
            Optional<String> firstMessage =
                    Optional.ofNullable(config.languagePresets().get(language)).flatMap(WidgetDocument::firstMessage);
            presets.add(
                    language,
                    Json.createObjectBuilder()
                            .add("first_message", text(firstMessage.orElse("")))
                            .add("text_contents", textContents(preset))
                            .add("terms_text", termsText(preset))
                            .add("terms_html", preset.getOrDefault("terms_html", JsonValue.NULL))
                            .add("terms_key", preset.getOrDefault("terms_key", JsonValue.NULL)));
        }
        return presets.build();
    }

    private static Optional<String> firstMessage(LanguagePreset preset) {
        return words(section(preset.overrides(), "agent"), "first_message").or(preset::firstMessage);
    }

    /** As its owner wrote them, or else as they were translated. */
    private static JsonValue textContents(JsonObject preset) {
        if (preset.get("text_contents") instanceof JsonObject own) {
            return own;
        }
        return preset.get("text_contents_translation") instanceof JsonObject translation
                ? section(translation, "text")
                : JsonValue.NULL;
    }

    private static JsonValue termsText(JsonObject preset) {
        return words(preset, "terms_text")
                .or(() -> words(section(preset, "terms_translation"), "text"))
                .<JsonValue>map(Json::createValue)
                .orElse(JsonValue.NULL);
    }

    private JsonObject fileInput() {
        JsonObject conversation = section(section(agent, "conversation_config"), "conversation");
        return Json.createObjectBuilder(
                        Contract.stated().complete("FileInputConfig", section(conversation, "file_input")))
                .add("enabled", config.conversation().fileInput().enabled())
                .build();
    }

    private static JsonValue text(String words) {
        return words.isEmpty() ? JsonValue.NULL : Json.createValue(words);
    }

    private static Optional<String> words(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static JsonObject section(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject section ? section : JsonValue.EMPTY_JSON_OBJECT;
    }
}
