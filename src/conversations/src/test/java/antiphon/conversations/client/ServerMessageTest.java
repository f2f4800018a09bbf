package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.ToolBox.Answer;
import antiphon.conversations.ContractSchema;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerMessageTest {
    private static final ContractSchema CONTRACT = ContractSchema.events();
    private static final ToolUse USE = new ToolUse("t1", "weather", "{}");

    @Test
    void every_message_is_as_the_contract_says() {
        Map<String, JsonObject> messages = Map.ofEntries(
                Map.entry("ConversationMetadataPayload", ServerMessage.metadata("conv_1", "pcm_16000", "ulaw_8000")),
                Map.entry("AudioPayload", ServerMessage.audio(1, new byte[] {1, 2, 3, 4})),
                Map.entry("UserTranscriptPayload", ServerMessage.userTranscript(2, "Hello")),
                Map.entry("TentativeUserTranscriptPayload", ServerMessage.tentativeUserTranscript(2, "Hel")),
                Map.entry("AgentResponsePayload", ServerMessage.agentResponse(2, "Good day.")),
                Map.entry(
                        "AgentResponseCorrectionPayload",
                        ServerMessage.agentResponseCorrection(2, "Good day.", "Good")),
                Map.entry("AgentChatResponsePartPayload", ServerMessage.chatPart(2, "delta", "Good")),
                Map.entry("InterruptionPayload", ServerMessage.interruption(2)),
                Map.entry("VADScorePayload", ServerMessage.vadScore(0.5)),
                Map.entry("PingPayload", ServerMessage.ping(1, OptionalLong.of(12))),
                Map.entry("ClientToolCallPayload", ServerMessage.clientToolCall(2, USE, JsonValue.EMPTY_JSON_OBJECT)),
                Map.entry("AgentToolRequestPayload", ServerMessage.toolRequest(2, USE, "client")),
                Map.entry("AgentToolResponsePayload", ServerMessage.toolResponse(2, USE, "client", Answer.of("21"))),
                Map.entry(
                        "AgentToolResponseFullPayloadPayload",
                        ServerMessage.toolResponseFull(2, USE, "client", Answer.failed("no"))),
                Map.entry("ErrorPayload", ServerMessage.error(Closing.invalidMessage("Not JSON."))));
        messages.forEach((type, message) -> {
            assertTrue(CONTRACT.knows(type), type);
            assertEquals(List.of(), CONTRACT.problems(type, message), type);
        });
    }

    @Test
    void the_measure_is_not_blind() {
        assertFalse(
                CONTRACT.problems("AudioPayload", ServerMessage.interruption(1)).isEmpty());
    }

    @Test
    void the_first_ping_says_that_no_latency_is_known() {
        JsonObject ping = ServerMessage.ping(1, OptionalLong.empty());
        assertEquals(List.of(), CONTRACT.problems("PingPayload", ping));
        assertEquals(JsonValue.NULL, ping.getJsonObject("ping_event").get("ping_ms"));
    }

    @ParameterizedTest
    @EnumSource(Cause.class)
    void every_end_of_a_call_closes_the_socket_with_a_code_of_the_contract(Cause cause) {
        Closing closing = Closing.after(new CallEnd(cause, "It is over."));
        if (closing.error()) {
            assertEquals(List.of(), CONTRACT.problems("ErrorPayload", ServerMessage.error(closing)));
        } else {
            assertEquals(Closing.NORMAL, closing.code());
        }
    }

    @Test
    void a_long_reason_is_cut_between_characters() {
        Closing closing = Closing.refused("ä".repeat(100));
        assertTrue(closing.phrase().getBytes(StandardCharsets.UTF_8).length <= 123);
        assertTrue(closing.phrase().matches("ä+…"));
    }
}
