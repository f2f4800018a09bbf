package antiphon.conversations.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import antiphon.call.ToolBox.Answer;
import antiphon.conversations.ContractSchema;
import antiphon.conversations.tools.McpNews.Server;
import antiphon.conversations.tools.McpNews.ServersConnected;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The messages of both sides, one by one, as the contract's own list of them goes. */
class EveryMessageTest {
    private static final ContractSchema CONTRACT = ContractSchema.events();
    private static final ToolUse USE = new ToolUse("t1", "weather", "{}");

    private static final Map<String, JsonObject> SENT = Map.ofEntries(
            Map.entry("ConversationMetadataPayload", ServerMessage.metadata("conv_1", "pcm_16000", "ulaw_8000")),
            Map.entry("ASRInitiationMetadataPayload", ServerMessage.asrInitiationMetadata()),
            Map.entry("AudioPayload", ServerMessage.audio(1, new byte[] {1, 2, 3, 4})),
            Map.entry("UserTranscriptPayload", ServerMessage.userTranscript(2, "Hello")),
            Map.entry("TentativeUserTranscriptPayload", ServerMessage.tentativeUserTranscript(2, "Hel")),
            Map.entry("AgentResponsePayload", ServerMessage.agentResponse(2, "Good day.")),
            Map.entry("AgentResponseCorrectionPayload", ServerMessage.agentResponseCorrection(2, "Good day.", "Good")),
            Map.entry("AgentChatResponsePartPayload", ServerMessage.chatPart(2, "delta", "Good")),
            Map.entry("InterruptionPayload", ServerMessage.interruption(2)),
            Map.entry("VADScorePayload", ServerMessage.vadScore(0.5)),
            Map.entry("PingPayload", ServerMessage.ping(1, OptionalLong.of(12))),
            Map.entry("ContextUsagePayload", ServerMessage.contextUsage(2, "gpt-4o", 812, 128_000)),
            Map.entry("InternalTentativeAgentResponsePayload", ServerMessage.tentativeAgentResponse("Good")),
            Map.entry("ExternalAgentConnectedPayload", ServerMessage.externalAgent("connected")),
            Map.entry("ExternalAgentDisconnectedPayload", ServerMessage.externalAgent("disconnected")),
            Map.entry("AgentTypingPayload", ServerMessage.typing(true)),
            Map.entry("ClientToolCallPayload", ServerMessage.clientToolCall(2, USE, JsonValue.EMPTY_JSON_OBJECT)),
            Map.entry("AgentToolRequestPayload", ServerMessage.toolRequest(2, USE, "client")),
            Map.entry("AgentToolResponsePayload", ServerMessage.toolResponse(2, USE, "client", Answer.of("21"))),
            Map.entry(
                    "AgentToolResponseFullPayloadPayload",
                    ServerMessage.toolResponseFull(2, USE, "client", Answer.failed("no"))),
            Map.entry(
                    "MCPConnectionStatusPayload",
                    McpMessage.of(new ServersConnected(List.of(new Server("mcp_1", true, 3))))),
            Map.entry("GuardrailTriggeredPayload", ServerMessage.guardrailTriggered()),
            Map.entry("ErrorPayload", ServerMessage.error(Closing.invalidMessage("Not JSON."))));

    /**
     * What nothing here could truthfully tell: no rich content, thoughts or other agencies exist. The schema of
     * an MCP tool call contradicts itself: {@link McpMessageTest} puts down what is sent.
     */
    private static final Set<String> NOTHING_TO_TELL = Set.of(
            "AgentReasoningResponsePartPayload",
            "RichContentPayload",
            "MCPToolCallPayload",
            "InternalTurnProbabilityPayload");

    @TestFactory
    Stream<DynamicTest> what_the_server_says_is_as_the_contract_says() {
        return SENT.entrySet().stream()
                .map(sent -> dynamicTest(
                        sent.getKey(),
                        () -> assertEquals(List.of(), CONTRACT.problems(sent.getKey(), sent.getValue()))));
    }

    @Test
    void no_message_of_the_server_was_forgotten() {
        Set<String> accounted = new TreeSet<>(NOTHING_TO_TELL);
        accounted.addAll(SENT.keySet());
        assertEquals(new TreeSet<>(ContractSchema.payloads(true)), accounted);
        assertEquals(accounted.size(), NOTHING_TO_TELL.size() + SENT.size(), "either sent or not");
    }

    @TestFactory
    Stream<DynamicTest> what_a_client_may_say_is_understood() {
        List<DynamicTest> tests = new ArrayList<>();
        for (String type : ContractSchema.payloads(false)) {
            for (boolean whole : new boolean[] {false, true}) {
                JsonValue message = CONTRACT.sample(type, whole);
                tests.add(dynamicTest(type + (whole ? " whole" : " with what is required"), () -> {
                    assertEquals(List.of(), CONTRACT.problems(type, message), "the sample itself");
                    assertFalse(ClientMessages.read(message.toString()) instanceof ClientMessage.Unknown);
                }));
            }
        }
        return tests.stream();
    }
}
