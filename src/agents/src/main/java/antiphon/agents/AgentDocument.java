package antiphon.agents;

import antiphon.agents.config.AgentConfig;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An agent as its owner wrote it: only fields that were sent, unknown ones among them, in the order in which they came.
 * What was not sent is not in here; the contract's defaults are added when it is read or shown.
 */
public record AgentDocument(JsonObject json) {
    private static final String CREATION = "Body_Create_Agent_v1_convai_agents_create_post";
    private static final String CHANGE = "Body_Patches_an_Agent_settings_v1_convai_agents__agent_id__patch";
    private static final String NAMELESS = "New agent";

    /**
     * A new document.
     *
     * @throws Refusal.Invalid naming every place that the contract does not allow
     */
    public static AgentDocument of(JsonObject sent) {
        refuse(Contract.stated().problems(CREATION, sent));
        return new AgentDocument(sent);
    }

    /**
     * The document changed by a JSON merge patch (RFC 7396): null removes a field, so that its default holds again.
     *
     * @throws Refusal.Invalid if the result would not be what the contract allows
     */
    public AgentDocument merge(JsonObject patch) {
        JsonObject merged = Json.createMergePatch(patch).apply(json).asJsonObject();
        Set<Problem> problems = new LinkedHashSet<>(Contract.stated().problems(CREATION, merged));
        problems.addAll(Contract.stated().problems(CHANGE, withoutNulls(merged)));
        refuse(List.copyOf(problems));
        return new AgentDocument(merged);
    }

    /** A section may be null in a creation, but not in a change, where that would mean to remove it. */
    private static JsonObject withoutNulls(JsonObject document) {
        JsonObjectBuilder without = Json.createObjectBuilder(document);
        document.forEach((name, value) -> {
            if (value == JsonValue.NULL) {
                without.remove(name);
            }
        });
        return without.build();
    }

    private static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    /** The document's settings, by type, with defaults. */
    public AgentConfig config() {
        return AgentConfig.read(json);
    }

    String name() {
        return json.get("name") instanceof JsonString name ? name.getString() : NAMELESS;
    }

    boolean archived() {
        return at("platform_settings", "archived") == JsonValue.TRUE;
    }

    /** The value at a path, null (of JSON) where there is none. */
    JsonValue at(String... path) {
        JsonValue at = json;
        for (String step : path) {
            at = at instanceof JsonObject object ? object.getOrDefault(step, JsonValue.NULL) : JsonValue.NULL;
        }
        return at;
    }

    public String fingerprint() {
        return Fingerprint.of(json.toString());
    }
}
