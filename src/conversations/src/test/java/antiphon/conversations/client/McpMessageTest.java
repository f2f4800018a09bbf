package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.conversations.ContractSchema;
import antiphon.conversations.tools.McpNews.Server;
import antiphon.conversations.tools.McpNews.ServersConnected;
import antiphon.conversations.tools.McpNews.State;
import antiphon.conversations.tools.McpNews.ToolProgress;
import antiphon.conversations.tools.McpNews.Use;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class McpMessageTest {
    private static final Use USE = new Use("mcp_1", "t1", "greet", "Greets.", JsonValue.EMPTY_JSON_OBJECT);
    private static final String COMMON = "{\"service_id\":\"mcp_1\",\"tool_call_id\":\"t1\",\"tool_name\":\"greet\","
            + "\"tool_description\":\"Greets.\",\"parameters\":{},\"timestamp\":\"2026-01-02T03:04:05Z\",";

    private static String call(State state) {
        JsonObject message = McpMessage.of(new ToolProgress(USE, state, Instant.parse("2026-01-02T03:04:05Z")));
        assertEquals("mcp_tool_call", message.getString("type"));
        return String.valueOf(message.get("mcp_tool_call"));
    }

    /** The contract's schema forbids in each part what the other part demands, so it is put down here. */
    @Test
    void each_state_of_a_tool_is_told_as_the_contract_says() {
        assertEquals(COMMON + "\"state\":\"loading\"}", call(new State.Loading()));
        assertEquals(
                COMMON + "\"state\":\"awaiting_approval\",\"approval_timeout_secs\":300}",
                call(new State.AwaitingApproval(Duration.ofMinutes(5))));
        assertEquals(
                COMMON + "\"state\":\"success\",\"result\":[{}]}",
                call(new State.Success(Json.createArrayBuilder()
                        .add(JsonValue.EMPTY_JSON_OBJECT)
                        .build())));
        assertEquals(COMMON + "\"state\":\"failure\",\"error_message\":\"No.\"}", call(new State.Failure("No.")));
    }

    @Test
    void which_servers_are_there_is_told_as_the_contract_says() {
        JsonObject message = McpMessage.of(new ServersConnected(List.of(new Server("mcp_1", true, 3))));
        assertEquals(List.of(), ContractSchema.events().problems("MCPConnectionStatusPayload", message));
    }
}
