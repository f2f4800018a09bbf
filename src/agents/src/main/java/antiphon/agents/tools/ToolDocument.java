package antiphon.agents.tools;

import antiphon.agents.config.ToolConfig;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A tool as its owner wrote it: {@code tool_config}, {@code response_mocks} and whatever else was sent. */
record ToolDocument(JsonObject json) {
    private static final String CONFIG = "tool_config";

    /** @throws Refusal.Invalid naming every place that the contract does not allow */
    static ToolDocument of(JsonObject sent) {
        List<Problem> problems = Contract.stated().problems("ToolRequestModel", sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return new ToolDocument(sent);
    }

    /**
     * The document changed. The contract asks for a whole configuration with every change, so the new one takes the old
     * one's place: a header that is not in it any more is gone. Of the rest, what is not named stays and null resets.
     *
     * @throws Refusal.Invalid naming every place that the contract does not allow
     */
    ToolDocument change(JsonObject sent) {
        JsonObject rest = Json.createMergePatch(without(of(sent).json))
                .apply(without(json))
                .asJsonObject();
        return of(Json.createObjectBuilder()
                .add(CONFIG, sent.get(CONFIG))
                .addAll(Json.createObjectBuilder(rest))
                .build());
    }

    private static JsonObject without(JsonObject document) {
        return Json.createObjectBuilder(document).remove(CONFIG).build();
    }

    private JsonObject config() {
        return json.getJsonObject(CONFIG);
    }

    String name() {
        return config().getString("name");
    }

    /** The contract's word for the kind of tool. */
    String type() {
        return config().getString("type");
    }

    /** With defaults, by type. */
    ToolConfig settings() {
        return ToolConfig.read(completed().getJsonObject(CONFIG));
    }

    private JsonObject completed() {
        return Contract.stated().complete("ToolResponseModel", json);
    }

    /** Shows every text at the end of a member of the given name, and where it stands. */
    void references(String member, BiConsumer<String, List<Object>> see) {
        walk(json, List.of("body"), member, see);
    }

    private static void walk(JsonValue value, List<Object> path, String member, BiConsumer<String, List<Object>> see) {
        if (value instanceof JsonObject object) {
            object.forEach((name, inner) -> {
                List<Object> there = longer(path, name);
                if (name.equals(member) && inner instanceof jakarta.json.JsonString text) {
                    see.accept(text.getString(), there);
                }
                walk(inner, there, member, see);
            });
        } else if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                walk(array.get(i), longer(path, i), member, see);
            }
        }
    }

    private static List<Object> longer(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    String fingerprint() {
        return Fingerprint.of(json.toString());
    }
}
