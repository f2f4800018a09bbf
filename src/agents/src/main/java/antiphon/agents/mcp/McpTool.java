package antiphon.agents.mcp;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.config.McpServerConfig.ToolApproval;
import antiphon.api.Json;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A tool as its server describes it.
 *
 * @param json the whole description, in the protocol's shape
 */
public record McpTool(JsonObject json) {
    /** Whether the definition that somebody approved is the one that the server now has. */
    public enum ApprovalState {
        UP_TO_DATE,
        NEEDS_REVIEW,
        NOT_APPROVED
    }

    public String name() {
        return json.getString("name");
    }

    public String description() {
        return json.get("description") instanceof JsonString text ? text.getString() : "";
    }

    public JsonObject inputSchema() {
        return json.get("inputSchema") instanceof JsonObject schema ? schema : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** Names the definition as a model sees it: another description or schema has another hash. */
    public String hash() {
        return hash(name(), description(), inputSchema());
    }

    static String hash(String name, String description, JsonObject inputSchema) {
        JsonObject definition = Json.createObjectBuilder()
                .add("name", name)
                .add("description", description)
                .add("input_schema", inputSchema)
                .build();
        return Fingerprint.of(sorted(definition).toString());
    }

    /** Servers may list members in any order; that is no change. */
    private static JsonValue sorted(JsonValue value) {
        return switch (value) {
            case JsonObject object -> {
                JsonObjectBuilder members = Json.createObjectBuilder();
                new TreeMap<>(object).forEach((name, member) -> members.add(name, sorted(member)));
                yield members.build();
            }
            case JsonArray array -> {
                JsonArrayBuilder items = Json.createArrayBuilder();
                array.forEach(item -> items.add(sorted(item)));
                yield items.build();
            }
            default -> value;
        };
    }

    public Optional<ToolApproval> approval(McpServerConfig server) {
        return server.approvals().stream()
                .filter(approval -> approval.tool().equals(name()))
                .findFirst();
    }

    public ApprovalState state(McpServerConfig server) {
        return approval(server)
                .map(approval -> approval.hash().equals(hash()) ? ApprovalState.UP_TO_DATE : ApprovalState.NEEDS_REVIEW)
                .orElse(ApprovalState.NOT_APPROVED);
    }

    /** Whether somebody has to approve each use: also of a tool that is not what it was when it was approved. */
    public boolean needsApproval(McpServerConfig server) {
        return switch (server.approvalPolicy()) {
            case AUTO_APPROVE_ALL -> false;
            case REQUIRE_APPROVAL_ALL -> true;
            case REQUIRE_APPROVAL_PER_TOOL ->
                state(server) != ApprovalState.UP_TO_DATE
                        || approval(server).filter(ToolApproval::automatic).isEmpty();
        };
    }
}
