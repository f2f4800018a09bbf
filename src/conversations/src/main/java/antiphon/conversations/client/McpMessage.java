package antiphon.conversations.client;

import antiphon.api.Json;
import antiphon.conversations.tools.McpNews;
import antiphon.conversations.tools.McpNews.ServersConnected;
import antiphon.conversations.tools.McpNews.State;
import antiphon.conversations.tools.McpNews.ToolProgress;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** The messages of the contract on MCP servers and their tools, built whole. Any thread. */
final class McpMessage {

    private McpMessage() {}

    static JsonObject of(McpNews news) {
        return switch (news) {
            case ServersConnected connected -> connectionStatus(connected);
            case ToolProgress progress -> toolCall(progress);
        };
    }

    private static JsonObject connectionStatus(ServersConnected connected) {
        JsonArrayBuilder integrations = Json.createArrayBuilder();
        connected
                .servers()
                .forEach(server -> integrations.add(Json.createObjectBuilder()
                        .add("integration_id", server.id())
                        .add("integration_type", "mcp_server")
                        .add("is_connected", server.connected())
                        .add("tool_count", server.tools())));
        return event("mcp_connection_status", Json.createObjectBuilder().add("integrations", integrations));
    }

    private static JsonObject toolCall(ToolProgress progress) {
        JsonObjectBuilder call = Json.createObjectBuilder()
                .add("service_id", progress.use().serverId())
                .add("tool_call_id", progress.use().toolCallId())
                .add("tool_name", progress.use().tool())
                .add("tool_description", progress.use().description())
                .add("parameters", progress.use().parameters())
                .add("timestamp", progress.at().toString());
        return event(
                "mcp_tool_call",
                switch (progress.state()) {
                    case State.Loading() -> call.add("state", "loading");
                    case State.AwaitingApproval(var longest) ->
                        call.add("state", "awaiting_approval").add("approval_timeout_secs", longest.toSeconds());
                    case State.Success(var result) ->
                        call.add("state", "success").add("result", result);
                    case State.Failure(String message) ->
                        call.add("state", "failure").add("error_message", message);
                });
    }

    private static JsonObject event(String type, JsonObjectBuilder payload) {
        return Json.createObjectBuilder().add("type", type).add(type, payload).build();
    }
}
