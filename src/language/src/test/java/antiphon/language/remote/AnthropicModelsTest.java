package antiphon.language.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.LanguageSettings.Account;
import antiphon.language.Message;
import antiphon.language.Message.AgentSaid;
import antiphon.language.Message.AgentUsedTools;
import antiphon.language.Message.ToolAnswered;
import antiphon.language.Message.UserSaid;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import antiphon.language.remote.Peer.Wire;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnthropicModelsTest {
    private static final ToolDescription CLOCK =
            new ToolDescription("clock", "Tells the time.", "{\"type\":\"object\",\"properties\":{}}");
    private static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final Peer peer = new Peer();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private Heard ask(String llm, Message... dialogue) {
        Heard heard = new Heard();
        new AnthropicModels(new Account(peer.url() + "/v1", "sk-ant"), CONNECTIONS)
                .open(llm)
                .answer(new Prompt("Be kind.", "en", List.of(dialogue), List.of(CLOCK), new Sampling(0.5, -1)), heard);
        return heard;
    }

    private JsonNode sent() {
        try {
            return new ObjectMapper().readTree(peer.requests().getFirst().body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    private static Wire begin(Wire wire) throws IOException {
        return wire.open()
                .event(
                        "message_start",
                        "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-haiku-4-5-20251001\","
                                + "\"content\":[],\"stop_reason\":null,\"stop_sequence\":null,\"usage\":{\"input_tokens\":31,\"output_tokens\":1}}}")
                .event("ping", "{\"type\":\"ping\"}");
    }

    private static Wire text(Wire wire, int index, String... pieces) throws IOException {
        wire.event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":" + index
                        + ",\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
        for (String piece : pieces) {
            wire.event(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":" + index
                            + ",\"delta\":{\"type\":\"text_delta\",\"text\":\"" + piece + "\"}}");
        }
        return stop(wire, index);
    }

    private static Wire tool(Wire wire, int index, String id, String... pieces) throws IOException {
        wire.event(
                "content_block_start",
                "{\"type\":\"content_block_start\",\"index\":" + index
                        + ",\"content_block\":{\"type\":\"tool_use\",\"id\":\"" + id
                        + "\",\"name\":\"clock\",\"input\":{}}}");
        for (String piece : pieces) {
            wire.event(
                    "content_block_delta",
                    "{\"type\":\"content_block_delta\",\"index\":" + index
                            + ",\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\""
                            + piece.replace("\"", "\\\"") + "\"}}");
        }
        return stop(wire, index);
    }

    private static Wire stop(Wire wire, int index) throws IOException {
        return wire.event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":" + index + "}");
    }

    private static void end(Wire wire, String reason) throws IOException {
        wire.event(
                        "message_delta",
                        "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason
                                + "\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":12}}")
                .event("message_stop", "{\"type\":\"message_stop\"}")
                .end();
    }

    @Test
    void words_arrive_in_pieces_with_what_they_cost() {
        peer.then(wire -> end(text(begin(wire), 0, "Good ", "day."), "end_turn"));
        Heard heard = ask("claude-haiku-4-5", new AgentSaid("Hello."), new UserSaid("hi"));
        assertEquals(new Usage(31, 12), heard.usage());
        assertEquals(List.of("Good ", "day."), heard.pieces);
        var request = peer.requests().getFirst();
        assertEquals("POST /v1/messages HTTP/1.1", request.line());
        assertEquals("sk-ant", request.headers().get("x-api-key"));
        assertEquals("2023-06-01", request.headers().get("anthropic-version"));
        JsonNode body = sent();
        assertEquals("claude-haiku-4-5", body.path("model").asText());
        assertEquals("Be kind.", body.at("/system/0/text").asText());
        assertEquals("user", body.at("/messages/0/role").asText());
        assertEquals("Hello.", body.at("/messages/1/content/0/text").asText());
        assertEquals(0.5, body.path("temperature").asDouble());
        assertTrue(body.path("max_tokens").asInt() > 1000);
    }

    @Test
    void several_tools_are_wished_for_and_their_results_given_back() {
        peer.then(wire -> end(
                tool(tool(text(begin(wire), 0, "Hm."), 1, "toolu_1", "{\"zone\":", "\"UTC\"}"), 2, "toolu_2"),
                "tool_use"));
        var use = new ToolUse("toolu_0", "clock", "{}");
        Heard heard = ask(
                "claude-opus-4-8",
                new UserSaid("time?"),
                new AgentUsedTools("One moment.", List.of(use)),
                new ToolAnswered("toolu_0", "clock", "noon", false));
        heard.usage();
        assertEquals(
                List.of(new ToolUse("toolu_1", "clock", "{\"zone\":\"UTC\"}"), new ToolUse("toolu_2", "clock", "{}")),
                heard.tools);
        JsonNode messages = sent().path("messages");
        assertEquals("tool_use", messages.at("/1/content/1/type").asText());
        assertEquals("toolu_0", messages.at("/2/content/0/tool_use_id").asText());
        assertFalse(sent().has("temperature"));
    }

    @Test
    void a_stream_that_stops_in_the_middle_is_no_answer() {
        peer.then(wire -> text(begin(wire), 0, "Good ").end());
        LanguageFailure failure = ask("claude-haiku-4-5", new UserSaid("hi")).failure();
        assertEquals("The answer broke off before its end.", failure.reason());
        assertTrue(failure.retryable());
    }

    @Test
    void a_chunk_that_is_no_json_ends_the_answer() {
        peer.then(wire -> {
            begin(wire).event("content_block_start", "{\"type\":\"content_bl");
            end(wire, "end_turn");
        });
        assertEquals(
                "The provider sent what could not be read.",
                ask("claude-haiku-4-5", new UserSaid("hi")).failure().reason());
    }

    @Test
    void an_overload_told_in_mid_stream_may_be_tried_again() {
        peer.then(wire -> begin(wire)
                .event(
                        "error",
                        "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")
                .end());
        LanguageFailure failure = ask("claude-haiku-4-5", new UserSaid("hi")).failure();
        assertTrue(failure.retryable());
        assertTrue(failure.reason().contains("overloaded_error"), failure.reason());
    }

    @ParameterizedTest
    @CsvSource({"401,authentication_error,false", "429,rate_limit_error,true", "529,overloaded_error,true"})
    void refusals_are_told_apart(int status, String type, boolean retryable) {
        peer.then(wire -> wire.refuse(
                status,
                "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"invalid x-api-key\"}}"));
        LanguageFailure failure = ask("claude-haiku-4-5", new UserSaid("hi")).failure();
        assertEquals(retryable, failure.retryable());
        assertTrue(failure.reason().contains(type), failure.reason());
    }

    @Test
    void cancelling_closes_the_connection() throws InterruptedException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        peer.then(wire -> text(begin(wire), 0, "One").waitForGoodbye(gone));
        Heard heard = new Heard();
        var answering = new AnthropicModels(new Account(peer.url() + "/v1", "k"), CONNECTIONS)
                .open("claude-haiku-4-5")
                .answer(new Prompt("", "en", List.of(new UserSaid("hi")), List.of(), Sampling.DEFAULT), heard);
        heard.nextPiece();
        answering.cancel();
        gone.orTimeout(20, TimeUnit.SECONDS).join();
        assertFalse(heard.isOver());
    }

    @ParameterizedTest
    @CsvSource({
        "claude-sonnet-4-5@20250929,claude-sonnet-4-5-20250929",
        "claude-3-5-sonnet-v2@20241022,claude-3-5-sonnet-20241022",
        "claude-3-5-sonnet-v1,claude-3-5-sonnet-20240620",
        "claude-3-7-sonnet,claude-3-7-sonnet-latest",
        "claude-3-haiku,claude-3-haiku-20240307",
        "claude-sonnet-4,claude-sonnet-4-0",
        "claude-opus-5-5,claude-opus-5-5"
    })
    void names_of_the_contract_become_those_of_the_wire(String llm, String wire) {
        assertEquals(wire, AnthropicModels.wireName(llm));
    }

    @ParameterizedTest
    @CsvSource({
        "claude-opus-4-6,true",
        "claude-opus-4-7,false",
        "claude-sonnet-4@20250514,true",
        "claude-sonnet-5,false",
        "claude-haiku-4-5@20251001,true",
        "claude-3-5-sonnet,true"
    })
    void temperature_is_sent_only_to_those_who_take_it(String llm, boolean takes) {
        assertEquals(takes, AnthropicModels.takesTemperature(llm));
    }
}
