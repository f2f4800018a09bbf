package antiphon.agents.mcp;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.config.McpServerConfig.ToolApproval;
import antiphon.agents.environment.EnvironmentVariables;
import antiphon.api.Json;
import antiphon.api.contract.Contract;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/** What MCP servers offer at this moment, for owners to look at and approve. */
@ApplicationScoped
class McpListings {
    private static final long LONGEST_SECONDS = 20;

    @Inject
    McpSessions sessions;

    @Inject
    EnvironmentVariables environments;

    /**
     * Asks the server. Blocks for as long as it takes, which is limited.
     *
     * @return the contract's ListMCPToolsResponseModel; a server that cannot be asked is told in it
     */
    JsonObject of(McpServer server) {
        McpServerConfig config = server.config();
        try {
            Map<String, String> meanings = environments.in(EnvironmentVariables.USUAL);
            List<McpTool> tools = sessions.begin(config, name -> meanings.getOrDefault(name, ""))
                    .thenCompose(session -> session.tools().whenComplete((done, failed) -> session.close()))
                    .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
                    .join();
            JsonArrayBuilder shown = Json.createArrayBuilder();
            JsonArrayBuilder statuses = Json.createArrayBuilder();
            tools.forEach(tool -> {
                shown.add(tool.json());
                statuses.add(status(tool, server, config));
            });
            return completed(Json.createObjectBuilder()
                    .add("success", true)
                    .add("tools", shown)
                    .add("tool_approval_statuses", statuses));
        } catch (CompletionException failed) {
            return completed(Json.createObjectBuilder()
                    .add("success", false)
                    .add("tools", JsonValue.EMPTY_JSON_ARRAY)
                    .add("error_message", McpFailure.of(failed).message()));
        }
    }

    /** The contract knows a tool of a server by its name. */
    private static JsonObject status(McpTool tool, McpServer server, McpServerConfig config) {
        JsonObjectBuilder status = Json.createObjectBuilder()
                .add("tool_id", tool.name())
                .add("state", tool.state(config).name().toLowerCase(Locale.ROOT));
        tool.approval(config)
                .map(ToolApproval::automatic)
                .ifPresent(
                        automatic -> status.add("approval_policy", automatic ? "auto_approved" : "requires_approval"));
        server.approved(tool.name()).ifPresent(definition -> status.add("approved_definition", definition));
        return status.build();
    }

    private static JsonObject completed(JsonObjectBuilder listing) {
        return Contract.stated().complete("ListMCPToolsResponseModel", listing.build());
    }
}
