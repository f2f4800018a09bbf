package antiphon.language.remote;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.LanguageSettings.Account;
import antiphon.language.Message;
import antiphon.language.Message.AgentUsedTools;
import antiphon.language.Message.ToolAnswered;
import antiphon.language.Message.UserSaid;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GeminiModelsTest {
    private static final ToolDescription WEATHER = new ToolDescription(
            "weather",
            "The weather at a place.",
            "{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\",\"format\":\"x\"}},\"required\":[\"city\"],\"$schema\":\"y\"}");
    private static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final Peer peer = new Peer();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private LanguageModel model(String llm) {
        return new GeminiModels(new Account(peer.url() + "/v1beta", "AIza"), CONNECTIONS)
                .open(llm, Optional.of("low"), Optional.empty());
    }

    private static Heard ask(LanguageModel model, Message... dialogue) {
        Heard heard = new Heard();
        model.answer(new Prompt("Be kind.", "en", List.of(dialogue), List.of(WEATHER), new Sampling(0.2, 50)), heard);
        return heard;
    }

    private static String chunk(String parts, String more) {
        return "{\"candidates\":[{\"content\":{\"parts\":[" + parts + "],\"role\":\"model\"}" + more
                + ",\"index\":0}],\"usageMetadata\":{\"promptTokenCount\":9,\"candidatesTokenCount\":4,\"totalTokenCount\":13},"
                + "\"modelVersion\":\"gemini-2.5-flash\",\"responseId\":\"r1\"}";
    }

    private static final String STOP = ",\"finishReason\":\"STOP\"";

    private JsonNode sent(int request) {
        try {
            return new ObjectMapper().readTree(peer.requests().get(request).body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void words_arrive_in_pieces_with_what_they_cost() {
        peer.then(wire -> wire.open()
                .data(chunk("{\"text\":\"Good \"}", ""))
                .data(chunk("{\"text\":\"day.\"}", STOP))
                .end());
        Heard heard = ask(model("gemini-2.5-flash"), new UserSaid("hi"));
        assertEquals(new Usage(9, 4), heard.usage());
        assertEquals(List.of("Good ", "day."), heard.pieces);
        var request = peer.requests().getFirst();
        assertEquals("POST /v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse HTTP/1.1", request.line());
        assertEquals("AIza", request.headers().get("x-goog-api-key"));
        assertEquals(
                1024,
                sent(0).at("/generationConfig/thinkingConfig/thinkingBudget").asInt());
        assertEquals(50, sent(0).at("/generationConfig/maxOutputTokens").asInt());
        assertEquals("Be kind.", sent(0).at("/systemInstruction/parts/0/text").asText());
        assertEquals(
                "weather", sent(0).at("/tools/0/functionDeclarations/0/name").asText());
    }

    @Test
    void a_budget_for_thinking_goes_before_an_effort() {
        peer.then(wire -> wire.open().data(chunk("{\"text\":\"Good.\"}", STOP)).end());
        LanguageModel model = new GeminiModels(new Account(peer.url() + "/v1beta", "AIza"), CONNECTIONS)
                .open("gemini-2.5-flash", Optional.of("low"), Optional.of(77));
        ask(model, new UserSaid("hi")).usage();
        assertEquals(
                77,
                sent(0).at("/generationConfig/thinkingConfig/thinkingBudget").asInt());
    }

    @Test
    void a_wish_for_a_tool_is_given_back_with_its_signature() {
        peer.then(wire -> wire.open()
                .data(chunk(
                        "{\"functionCall\":{\"name\":\"weather\",\"args\":{\"city\":\"Rome\"}},\"thoughtSignature\":\"c2ln\"}",
                        STOP))
                .end());
        peer.then(wire -> wire.open().data(chunk("{\"text\":\"Sunny.\"}", STOP)).end());
        LanguageModel model = model("gemini-3.5-flash");
        Heard heard = ask(model, new UserSaid("weather?"));
        heard.usage();
        ToolUse use = heard.tools.getFirst();
        assertEquals("weather", use.tool());
        assertTrue(use.argumentsJson().replaceAll("\\s", "").contains("{\"city\":\"Rome\"}"), use.argumentsJson());
        assertFalse(use.id().isBlank());
        ask(
                        model,
                        new UserSaid("weather?"),
                        new AgentUsedTools("", List.of(use)),
                        new ToolAnswered(use.id(), "weather", "sunny", false))
                .usage();
        JsonNode contents = sent(1).path("contents");
        assertEquals("weather", contents.at("/1/parts/0/functionCall/name").asText());
        assertEquals("c2ln", contents.at("/1/parts/0/thoughtSignature").asText());
        assertEquals("weather", contents.at("/2/parts/0/functionResponse/name").asText());
        assertEquals(
                "low",
                sent(1).at("/generationConfig/thinkingConfig/thinkingLevel").asText());
    }

    @Test
    void a_wish_that_another_model_uttered_is_given_with_the_sign_for_such() {
        peer.then(wire -> wire.open().data(chunk("{\"text\":\"Sunny.\"}", STOP)).end());
        ask(
                        model("gemini-3.5-flash"),
                        new UserSaid("weather?"),
                        new AgentUsedTools("", List.of(new ToolUse("call_9", "weather", "{\"city\":\"Rome\"}"))),
                        new ToolAnswered("call_9", "weather", "sunny", false))
                .usage();
        assertEquals(
                "skip_thought_signature_validator",
                sent(0).at("/contents/1/parts/0/thoughtSignature").asText());
    }

    @Test
    void a_wrong_key_is_not_worth_another_attempt_and_an_overload_is() {
        peer.then(wire ->
                wire.refuse(403, "{\"error\":{\"code\":403,\"message\":\"no\",\"status\":\"PERMISSION_DENIED\"}}"));
        peer.then(
                wire -> wire.refuse(503, "[{\"error\":{\"code\":503,\"message\":\"no\",\"status\":\"UNAVAILABLE\"}}]"));
        LanguageFailure refused =
                ask(model("gemini-2.5-flash"), new UserSaid("hi")).failure();
        assertFalse(refused.retryable());
        assertTrue(refused.reason().contains("PERMISSION_DENIED"), refused.reason());
        LanguageFailure overloaded =
                ask(model("gemini-2.5-flash"), new UserSaid("hi")).failure();
        assertTrue(overloaded.retryable());
        assertTrue(overloaded.reason().contains("UNAVAILABLE"), overloaded.reason());
    }

    @Test
    void a_cut_connection_and_an_unreadable_chunk_are_failures() {
        peer.then(wire -> wire.open().data(chunk("{\"text\":\"Good \"}", "")).cut());
        peer.then(wire -> wire.open().data("{\"candidates\":[{").end());
        assertTrue(ask(model("gemini-2.5-flash"), new UserSaid("hi")).failure().retryable());
        assertEquals(
                "The provider sent what could not be read.",
                ask(model("gemini-2.5-flash"), new UserSaid("hi")).failure().reason());
    }

    @Test
    void cancelling_closes_the_connection() throws InterruptedException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        peer.then(wire -> wire.open().data(chunk("{\"text\":\"One\"}", "")).waitForGoodbye(gone));
        Heard heard = new Heard();
        var answering = model("gemini-2.5-flash")
                .answer(new Prompt("", "en", List.of(new UserSaid("hi")), List.of(), Sampling.DEFAULT), heard);
        heard.nextPiece();
        answering.cancel();
        gone.orTimeout(20, TimeUnit.SECONDS).join();
        assertFalse(heard.isOver());
    }
}
