package antiphon.agents.mcp;

import antiphon.agents.config.McpServerConfig;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of an MCP server as their owner wrote them; only what was sent is in here. */
record McpServerDocument(JsonObject json) {
    private static final String CREATION = "MCPServerRequestModel";
    private static final String APPROVALS = "tool_approval_hashes";
    private static final String OVERRIDES = "tool_config_overrides";
    private static final String TOOL = "tool_name";

    /**
     * @param sent as the contract's create operation takes it
     * @throws Refusal.Invalid naming every place that the contract does not allow
     */
    static McpServerDocument of(JsonObject sent) {
        refuse(Contract.stated().problems(CREATION, sent));
        McpServerDocument document = new McpServerDocument(sent.getJsonObject("config"));
        document.checkUrl();
        return document;
    }

    static void refuse(List<Problem> problems) {
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    /** A URL that is a secret is looked at when it is used. */
    private void checkUrl() {
        if (json.get("url") instanceof JsonString url && !isWeb(url.getString())) {
            throw new Refusal.Invalid(Problem.at(
                    "body.config.url",
                    "Input should be a URL that begins with https:// or http:// and a host",
                    "url_parsing"));
        }
    }

    private static boolean isWeb(String url) {
        try {
            URI address = new URI(url);
            return address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("(?i)https?");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    /**
     * The settings with some of them changed. What is named takes the place of what was there, whole maps among them,
     * since clients send the map they want; null resets.
     */
    McpServerDocument change(JsonObject changes) {
        JsonObjectBuilder changed = Json.createObjectBuilder(json);
        changes.forEach((name, value) -> {
            if (value == JsonValue.NULL) {
                changed.remove(name);
            } else {
                changed.add(name, value);
            }
        });
        return of(Json.createObjectBuilder().add("config", changed).build());
    }

    /** With a tool approved as it is now; an earlier approval of it is forgotten. */
    McpServerDocument approve(String tool, String hash, String policy) {
        return with(
                APPROVALS,
                tool,
                Optional.of(Json.createObjectBuilder()
                        .add(TOOL, tool)
                        .add("tool_hash", hash)
                        .add("approval_policy", policy)
                        .build()));
    }

    McpServerDocument forgetApproval(String tool) {
        return with(APPROVALS, tool, Optional.empty());
    }

    Optional<JsonObject> override(String tool) {
        return Optional.ofNullable(entries(OVERRIDES).get(tool));
    }

    McpServerDocument override(String tool, JsonObject settings) {
        JsonObject named = Json.createObjectBuilder(settings).add(TOOL, tool).build();
        return with(OVERRIDES, tool, Optional.of(named));
    }

    McpServerDocument forgetOverride(String tool) {
        return with(OVERRIDES, tool, Optional.empty());
    }

    boolean hasApproval(String tool) {
        return entries(APPROVALS).containsKey(tool);
    }

    private McpServerDocument with(String list, String tool, Optional<JsonObject> entry) {
        Map<String, JsonObject> entries = entries(list);
        entry.ifPresentOrElse(wanted -> entries.put(tool, wanted), () -> entries.remove(tool));
        JsonArrayBuilder array = Json.createArrayBuilder();
        entries.values().forEach(array::add);
        return new McpServerDocument(
                Json.createObjectBuilder(json).add(list, array).build());
    }

    private Map<String, JsonObject> entries(String list) {
        Map<String, JsonObject> entries = new LinkedHashMap<>();
        if (json.get(list) instanceof JsonArray array) {
            array.getValuesAs(JsonObject.class).forEach(entry -> entries.put(entry.getString(TOOL), entry));
        }
        return entries;
    }

    /** The ids of all secrets that the settings name, each with the place where it stands. */
    Map<List<Object>, String> secrets() {
        return named("secret_id");
    }

    /** Likewise of auth connections. */
    Map<List<Object>, String> connections() {
        return named("auth_connection_id");
    }

    private Map<List<Object>, String> named(String member) {
        Map<List<Object>, String> found = new LinkedHashMap<>();
        find(json, member, List.of("body", "config"), found);
        return found;
    }

    private static void find(JsonValue value, String member, List<Object> path, Map<List<Object>, String> found) {
        if (value instanceof JsonObject object) {
            object.forEach((name, inner) -> {
                List<Object> there = new ArrayList<>(path);
                there.add(name);
                if (name.equals(member) && inner instanceof JsonString id) {
                    found.put(there, id.getString());
                }
                find(inner, member, there, found);
            });
        }
    }

    McpServerConfig config() {
        return McpServerConfig.read(json);
    }

    String fingerprint() {
        return Fingerprint.of(json.toString());
    }
}
