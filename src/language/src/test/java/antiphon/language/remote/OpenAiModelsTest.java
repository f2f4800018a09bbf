package antiphon.language.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.Attachment;
import antiphon.language.Attachments;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.LanguageSettings.Account;
import antiphon.language.Message.AgentSaid;
import antiphon.language.Message.AgentUsedTools;
import antiphon.language.Message.Noted;
import antiphon.language.Message.ToolAnswered;
import antiphon.language.Message.UserSaid;
import antiphon.language.Message.UserShowed;
import antiphon.language.ModelChoice;
import antiphon.language.ModelChoice.ApiType;
import antiphon.language.ModelChoice.Custom;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import antiphon.language.remote.Peer.Request;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiModelsTest {
    private static final ToolDescription WEATHER = new ToolDescription("weather", "The weather at a place.", """
            {"type":"object","properties":{"city":{"type":"string","description":"Where","minLength":1},
            "unit":{"type":["string","null"],"enum":["c","f"]}},"required":["city"],"additionalProperties":false}""");
    private static final Connections CONNECTIONS = new Connections(Duration.ofSeconds(5), Duration.ofSeconds(20));

    private final Peer peer = new Peer();

    @AfterEach
    void closePeer() {
        peer.close();
    }

    private LanguageModel model(String llm) {
        return new OpenAiModels(new Account(peer.url() + "/v1", "sk-secret"), CONNECTIONS)
                .open(llm, Optional.of("low"));
    }

    private static Prompt prompt(String words) {
        return new Prompt("Be kind.", "en", List.of(new UserSaid(words)), List.of(WEATHER), new Sampling(0.3, 90));
    }

    private Heard ask(LanguageModel model, Prompt prompt) {
        Heard heard = new Heard();
        model.answer(prompt, heard);
        return heard;
    }

    private JsonNode sent(int request) {
        try {
            return new ObjectMapper().readTree(peer.requests().get(request).body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void words_arrive_in_pieces_with_what_they_cost() {
        peer.then(OpenAiWire.saying("Hel", "lo ", "there."));
        Heard heard = ask(model("gpt-4o-mini"), prompt("hi"));
        assertEquals(new Usage(21, 7), heard.usage());
        assertEquals(List.of("Hel", "lo ", "there."), heard.pieces);
        Request request = peer.requests().getFirst();
        assertEquals("POST /v1/chat/completions HTTP/1.1", request.line());
        assertEquals("Bearer sk-secret", request.headers().get("authorization"));
        JsonNode body = sent(0);
        assertEquals("gpt-4o-mini", body.path("model").asText());
        assertTrue(body.path("stream").asBoolean());
        assertEquals(0.3, body.path("temperature").asDouble());
        assertEquals(90, body.path("max_completion_tokens").asInt());
        assertEquals("system", body.at("/messages/0/role").asText());
        assertEquals("hi", body.at("/messages/1/content").asText());
        assertEquals(
                "string",
                body.at("/tools/0/function/parameters/properties/unit/type").asText());
        assertFalse(body.has("reasoning_effort"));
    }

    @Test
    void a_custom_server_is_sent_what_the_client_sends_along_and_others_are_not() {
        var particulars =
                new Prompt.Particulars("Spell it out.", "{\"tier\": {\"gold\": [1, true]}}", Attachments.NONE);
        Prompt prompt = new Prompt(
                "Be kind.",
                "en",
                List.of(new UserSaid("hi")),
                List.of(WEATHER),
                new Sampling(0.3, 90, true),
                particulars);
        peer.then(OpenAiWire.saying("ok"));
        peer.then(OpenAiWire.saying("ok"));
        var custom = new ModelChoice.Custom(peer.url() + "/v1", "mine");
        ask(new CustomModels(CONNECTIONS).open("custom-llm", custom, Optional.empty()), prompt)
                .usage();
        ask(model("gpt-4o-mini"), prompt).usage();
        assertTrue(sent(0).at("/elevenlabs_extra_body/tier/gold/1").asBoolean());
        assertEquals(
                "Be kind.\n\nSpell it out.", sent(0).at("/messages/0/content").asText());
        assertFalse(sent(0).path("parallel_tool_calls").asBoolean(true));
        assertFalse(sent(1).has("elevenlabs_extra_body"));
        assertFalse(sent(1).path("parallel_tool_calls").asBoolean(true));
    }

    @Test
    void files_are_shown_with_their_content_before_the_words_about_them() {
        var files = List.of(
                new Attachment("file_1", "roof.png", "image/png"),
                new Attachment("file_2", "terms.pdf", "application/pdf"),
                new Attachment("file_3", "note.txt", "text/plain"),
                new Attachment("file_4", "gone.png", "image/png"));
        Attachments shelf = id -> id.equals("file_4") ? Optional.empty() : Optional.of(id.getBytes(UTF_8));
        Prompt prompt = new Prompt(
                "Look.",
                "en",
                List.of(new UserShowed(files), new UserSaid(""), new UserSaid("What is it?")),
                List.of(),
                Sampling.DEFAULT,
                new Prompt.Particulars("", "", shelf));
        peer.then(OpenAiWire.saying("ok"));
        ask(model("gpt-4o-mini"), prompt).usage();
        JsonNode shown = sent(0).at("/messages/1/content");
        assertEquals(
                "data:image/png;base64,ZmlsZV8x", shown.at("/0/image_url/url").asText());
        assertTrue(shown.at("/1/file/file_data").asText().endsWith("base64,ZmlsZV8y"), shown.toString());
        assertEquals("The file note.txt:\n\nfile_3", shown.at("/2/text").asText());
        assertEquals(
                "(The file gone.png is there no more.)", shown.at("/3/text").asText());
        assertEquals("What is it?", sent(0).at("/messages/2/content").asText());
        assertEquals(3, sent(0).path("messages").size());
    }

    @Test
    void a_model_that_reasons_is_told_how_hard_and_no_temperature() {
        peer.then(OpenAiWire.saying("ok"));
        ask(model("gpt-5-mini"), prompt("hi")).usage();
        assertEquals("low", sent(0).path("reasoning_effort").asText());
        assertFalse(sent(0).has("temperature"));
    }

    @Test
    void several_tools_are_wished_for_with_their_arguments_put_together() {
        peer.then(wire -> {
            wire.open()
                    .data(OpenAiWire.delta("{\"role\":\"assistant\",\"content\":\"Let me look.\"}", "null"))
                    .data(OpenAiWire.toolBegin(0, "call_1", "weather"))
                    .data(OpenAiWire.toolGoOn(0, "{\"ci"))
                    .data(OpenAiWire.toolGoOn(0, "ty\":\"Rome\"}"))
                    .data(OpenAiWire.toolBegin(1, "call_2", "weather"))
                    .data(OpenAiWire.toolGoOn(1, "{\"city\":\"Oslo\"}"));
            OpenAiWire.end(wire, "tool_calls");
        });
        Heard heard = ask(model("gpt-4o-mini"), prompt("weather?"));
        heard.usage();
        assertEquals(
                List.of(
                        new ToolUse("call_1", "weather", "{\"city\":\"Rome\"}"),
                        new ToolUse("call_2", "weather", "{\"city\":\"Oslo\"}")),
                heard.tools);
        assertEquals("Let me look.", heard.text());
    }

    @Test
    void a_dialogue_with_tools_is_told_so_that_every_wish_has_its_result() {
        peer.then(OpenAiWire.saying("Sunny."));
        var uses =
                List.of(new ToolUse("call_1", "weather", "{\"city\":\"Rome\"}"), new ToolUse("call_2", "weather", ""));
        Prompt prompt = new Prompt(
                "Be kind.",
                "de",
                List.of(
                        new AgentSaid("Hello, who is there?"),
                        new UserSaid("weather?"),
                        new AgentUsedTools("", uses),
                        new Noted("It is Monday."),
                        new UserSaid("hurry"),
                        new ToolAnswered("call_1", "weather", "sunny", false)),
                List.of(WEATHER),
                Sampling.DEFAULT);
        ask(model("gpt-4o-mini"), prompt).usage();
        JsonNode messages = sent(0).path("messages");
        assertEquals(
                "Be kind.\n\nIt is Monday.\n\nSpeak German unless told otherwise.",
                messages.at("/0/content").asText());
        assertEquals("assistant", messages.at("/1/role").asText());
        assertEquals("call_1", messages.at("/4/tool_call_id").asText());
        assertEquals("sunny", messages.at("/4/content").asText());
        assertEquals("call_2", messages.at("/5/tool_call_id").asText());
        assertTrue(messages.at("/5/content").asText().startsWith("There is no result"));
        assertEquals("hurry", messages.at("/6/content").asText());
        assertFalse(sent(0).has("max_completion_tokens"));
    }

    @Test
    void cancelling_closes_the_connection_and_ends_the_pieces() throws InterruptedException {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        peer.then(wire -> wire.open()
                .data(OpenAiWire.delta("{\"content\":\"One\"}", "null"))
                .waitForGoodbye(gone));
        Heard heard = new Heard();
        var answering = model("gpt-4o-mini").answer(prompt("count"), heard);
        assertEquals("One", heard.nextPiece());
        answering.cancel();
        gone.orTimeout(20, TimeUnit.SECONDS).join();
        assertEquals(List.of("One"), heard.pieces);
        assertFalse(heard.isOver());
    }

    @Test
    void cancelling_before_any_answer_closes_the_connection_too() throws Exception {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        CompletableFuture<Void> came = new CompletableFuture<>();
        peer.then(wire -> {
            came.complete(null);
            wire.waitForGoodbye(gone);
        });
        Heard heard = new Heard();
        var answering = model("gpt-4o-mini").answer(prompt("count"), heard);
        came.orTimeout(20, TimeUnit.SECONDS).join();
        answering.cancel();
        gone.orTimeout(20, TimeUnit.SECONDS).join();
        assertFalse(heard.isOver());
    }

    @ParameterizedTest(name = "HTTP {0} is retryable: {2}")
    @CsvSource({
        "401,invalid_api_key,false",
        "403,forbidden,false",
        "400,context_length_exceeded,false",
        "404,model_not_found,false",
        "429,rate_limit_exceeded,true",
        "500,server_error,true",
        "503,overloaded,true"
    })
    void a_refusal_tells_its_kind_and_never_the_providers_text(int status, String code, boolean retryable) {
        peer.then(OpenAiWire.refusing(status, code));
        LanguageFailure failure = ask(model("gpt-4o-mini"), prompt("hi")).failure();
        assertEquals(retryable, failure.retryable());
        assertTrue(failure.reason().contains("HTTP " + status + ", " + code), failure.reason());
        assertFalse(failure.reason().contains("sk-"), failure.reason());
    }

    @Test
    void a_cut_connection_may_be_tried_again() {
        peer.then(wire -> wire.open()
                .data(OpenAiWire.delta("{\"content\":\"One\"}", "null"))
                .cut());
        Heard heard = ask(model("gpt-4o-mini"), prompt("count"));
        assertTrue(heard.failure().retryable());
    }

    @Test
    void a_chunk_that_is_no_json_ends_the_answer_once() {
        peer.then(wire -> wire.open()
                .data(OpenAiWire.delta("{\"content\":\"One\"}", "null"))
                .data("{\"choices\":[{\"del")
                .data(OpenAiWire.delta("{\"content\":\"Two\"}", "null"))
                .end());
        Heard heard = ask(model("gpt-4o-mini"), prompt("count"));
        assertEquals(
                "The provider sent what could not be read.", heard.failure().reason());
        assertEquals(List.of("One"), heard.pieces);
    }

    @Test
    void silence_for_too_long_is_a_failure() {
        CompletableFuture<Void> gone = new CompletableFuture<>();
        peer.then(wire -> wire.open()
                .data(OpenAiWire.delta("{\"content\":\"One\"}", "null"))
                .waitForGoodbye(gone));
        LanguageModel impatient = new OpenAiModels(
                        new Account(peer.url() + "/v1", "k"),
                        new Connections(Duration.ofSeconds(5), Duration.ofMillis(300)))
                .open("gpt-4o-mini", Optional.empty());
        LanguageFailure failure = ask(impatient, prompt("hi")).failure();
        assertTrue(failure.retryable());
        assertTrue(failure.reason().contains("PT0.3S"), failure.reason());
        gone.orTimeout(20, TimeUnit.SECONDS).join();
    }

    @Test
    void nobody_at_the_address_is_told_as_such() {
        peer.close();
        assertEquals(
                "The provider could not be reached.",
                ask(model("gpt-4o-mini"), prompt("hi")).failure().reason());
    }

    @Test
    void a_custom_server_gets_its_headers_its_secret_and_its_model() {
        peer.then(OpenAiWire.saying("Hi."));
        Custom custom = new Custom(
                peer.url() + "/llm/v1/chat/completions",
                "my-model",
                Map.of("X-Tenant", "blue"),
                "topsecret",
                ApiType.CHAT_COMPLETIONS,
                "2026-01-01");
        Heard heard = ask(new CustomModels(CONNECTIONS).open("custom-llm", custom, Optional.empty()), prompt("hi"));
        heard.usage();
        assertEquals("Hi.", heard.text());
        Request request = peer.requests().getFirst();
        assertEquals("POST /llm/v1/chat/completions?api-version=2026-01-01 HTTP/1.1", request.line());
        assertEquals("blue", request.headers().get("x-tenant"));
        assertEquals("Bearer topsecret", request.headers().get("authorization"));
        assertEquals("my-model", sent(0).path("model").asText());
        assertEquals(90, sent(0).path("max_tokens").asInt());
        assertFalse(custom.toString().contains("topsecret"));
    }

    @Test
    void many_answers_stream_at_once() {
        for (int i = 0; i < 12; i++) {
            peer.then(OpenAiWire.saying("a", "b"));
        }
        LanguageModel model = model("gpt-4o-mini");
        List<Heard> all = java.util.stream.IntStream.range(0, 12)
                .mapToObj(i -> ask(model, prompt("hi")))
                .toList();
        all.forEach(heard -> {
            heard.usage();
            assertEquals("ab", heard.text());
        });
    }
}
