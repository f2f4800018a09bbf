package antiphon.conversations.tools;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What the caller's side is told of MCP servers and their tools. */
public sealed interface McpNews {
    /** Which of the agent's servers are there. */
    record ServersConnected(List<Server> servers) implements McpNews {
        public ServersConnected {
            servers = List.copyOf(servers);
        }
    }

    /** @param tools how many it offers; 0 where it could not be asked */
    record Server(String id, boolean connected, int tools) {}

    /** A tool's use has come to a state. */
    record ToolProgress(Use use, State state, Instant at) implements McpNews {}

    /**
     * One use of a tool.
     *
     * @param tool as its server names it
     * @param parameters as they are sent to the server
     */
    record Use(String serverId, String toolCallId, String tool, String description, JsonObject parameters) {}

    /** How far it is. */
    sealed interface State {
        record Loading() implements State {}

        /** @param longest how long the answer is waited for */
        record AwaitingApproval(Duration longest) implements State {}

        /** @param result the parts of the answer in the protocol's shape */
        record Success(JsonArray result) implements State {}

        record Failure(String message) implements State {}
    }
}
