package antiphon.conversations.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.redaction.Redaction;
import antiphon.api.Refusal;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox.Answer;
import antiphon.conversations.Clock;
import antiphon.conversations.ContractSchema;
import antiphon.conversations.Ledgers;
import antiphon.conversations.history.ConversationDocument;
import antiphon.conversations.record.Conversation.Status;
import antiphon.conversations.record.ConversationStart.AgentReference;
import antiphon.identity.Actor;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import antiphon.testing.AgentRows;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The record in a real PostgreSQL. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationsTest {
    private static final ServerIdentity HERE = new ServerIdentity("here", "run_2");
    private static final ContractSchema WIRE = ContractSchema.wire();

    private final TestDatabase database = new TestDatabase();
    private final Clock clock = new Clock();
    private final Wiring beans = new Wiring(database::entities).with(InstantSource.class, clock);
    private final Conversations conversations = beans.get(Conversations.class);
    private final ServerLeases leases = beans.get(ServerLeases.class);
    private RecordQueue queue = new RecordQueue();

    @BeforeAll
    void furnish() {
        AgentRows.agent(database, "agent_1", "Guide", "{}");
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    @BeforeEach
    void forget() {
        queue = new RecordQueue();
        database.inTransaction(() -> {
            conversations.entities.createNativeQuery("delete from conversation").executeUpdate();
            return leases.entities.createNativeQuery("delete from server_lease").executeUpdate();
        });
    }

    private void begin(String id, ServerIdentity server) {
        ConversationStart start = start(id);
        database.inTransaction(() -> {
            conversations.begin(start, server);
            return id;
        });
    }

    private ConversationStart start(String id) {
        return new ConversationStart(
                id,
                new AgentReference("agent_1", "Guide", Optional.of("agtvrsn_1"), Optional.of("agtbrch_1")),
                clock.instant(),
                "signed_url",
                "js_sdk",
                Optional.of("1.25.0"),
                "en",
                false,
                true,
                true,
                Optional.of("user_1"),
                "production",
                Json.createObjectBuilder()
                        .add("type", "conversation_initiation_client_data")
                        .add("conversation_config_override", Json.createObjectBuilder())
                        .add("dynamic_variables", Json.createObjectBuilder().add("name", "Ada"))
                        .build(),
                "gpt-4o",
                JsonValue.EMPTY_JSON_OBJECT);
    }

    private ConversationRecorder recorder(String id) {
        return new ConversationRecorder(
                start(id),
                new Transcript(clock.instant(), clock, false, Ledgers.with("weather", "client", "end_call", "system")),
                queue,
                Optional.empty(),
                clock);
    }

    private void commit() {
        database.inTransaction(() -> {
            conversations.keep(queue.take());
            return "";
        });
    }

    private JsonObject shown(String id) {
        return new ConversationDocument(
                        conversations.find(id),
                        conversations.turns(id),
                        true,
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        "https://voice.example.com")
                .json(clock.instant());
    }

    @Test
    void a_conversation_is_kept_as_it_is_held_and_shown_as_clients_insist() {
        begin("conv_1", HERE);
        ConversationRecorder recorder = recorder("conv_1");
        ToolUse use = new ToolUse("t1", "weather", "{\"city\":\"Bonn\"}");
        clock.pass(Duration.ofSeconds(1));
        recorder.hear(new AgentResponded(1, "Hello."));
        recorder.hear(new UserSaid(2, "What is the weather?", false));
        commit();
        assertEquals(2, shown("conv_1").getJsonArray("transcript").size());
        assertEquals("in-progress", shown("conv_1").getString("status"));

        recorder.hear(new ToolWanted(2, use));
        recorder.hear(new ToolAnswered(2, use, Answer.of("21")));
        recorder.hear(new AgentResponded(2, "It is 21 degrees and sunny."));
        clock.pass(Duration.ofSeconds(3));
        recorder.hear(new AgentSaid(2, "It is 21 degrees and sunny.", "It is 21 degrees", true, new Usage(120, 8)));
        recorder.judge(2, Optional.of(true));
        recorder.hear(new CallEnded(2, new CallEnd(Cause.CALLER_LEFT, "The client ended the conversation.")));
        commit();

        JsonObject shown = shown("conv_1");
        assertEquals(List.of(), WIRE.problems("GetConversationResponseModel", shown));
        assertEquals("processing", shown.getString("status"));
        JsonObject metadata = shown.getJsonObject("metadata");
        assertEquals(4, metadata.getInt("call_duration_secs"));
        assertEquals("The client ended the conversation.", metadata.getString("termination_reason"));
        assertEquals(1, metadata.getJsonObject("feedback").getInt("likes"));
        JsonObject answer = shown.getJsonArray("transcript").getJsonObject(2);
        assertEquals("It is 21 degrees", answer.getString("message"));
        assertEquals("It is 21 degrees and sunny.", answer.getString("original_message"));
        assertTrue(answer.getBoolean("interrupted"));
        assertEquals("21", answer.getJsonArray("tool_results").getJsonObject(0).getString("result_value"));
        assertEquals("like", answer.getJsonObject("feedback").getString("score"));
        assertEquals(
                "Ada",
                shown.getJsonObject("conversation_initiation_client_data")
                        .getJsonObject("dynamic_variables")
                        .getString("name"));
    }

    @Test
    void what_is_to_be_redacted_is_never_written() {
        begin("conv_1", HERE);
        ConversationRecorder recorder = recorder("conv_1").redacting(Redaction.of(List.of("email_address"), "en"));
        ToolUse use = new ToolUse("t1", "weather", "{\"for\":\"ada@example.com\"}");
        recorder.hear(new UserSaid(2, "I am ada@example.com.", false));
        recorder.hear(new ToolWanted(2, use));
        recorder.hear(new ToolAnswered(2, use, Answer.of("{\"to\":\"ada@example.com\"}")));
        recorder.hear(
                new AgentSaid(2, "You are ada@example.com, then.", "You are ada@example.com", true, Usage.UNKNOWN));
        commit();
        assertEquals(
                List.of(), database.column("select position from conversation_turn t where t::text like '%ada@%'"));
        JsonObject answer = shown("conv_1").getJsonArray("transcript").getJsonObject(1);
        assertEquals("You are [EMAIL_ADDRESS]", answer.getString("message"));
        assertEquals(
                "{\"for\":\"[EMAIL_ADDRESS]\"}",
                answer.getJsonArray("tool_calls").getJsonObject(0).getString("params_as_json"));
        assertEquals(List.of(), WIRE.problems("GetConversationResponseModel", shown("conv_1")));
    }

    @Test
    void a_call_that_broke_is_failed_with_its_reason() {
        begin("conv_1", HERE);
        recorder("conv_1").hear(new CallEnded(1, new CallEnd(Cause.MODEL_FAILED, "No model answered.")));
        commit();
        JsonObject metadata = shown("conv_1").getJsonObject("metadata");
        assertEquals("failed", shown("conv_1").getString("status"));
        assertEquals("No model answered.", metadata.getJsonObject("error").getString("reason"));
        assertEquals(List.of(), WIRE.problems("GetConversationResponseModel", shown("conv_1")));
    }

    @Test
    void what_a_dead_server_left_is_failed_up_to_its_last_turn() {
        begin("conv_dead", new ServerIdentity("here", "run_1"));
        begin("conv_mine", HERE);
        ServerIdentity other = new ServerIdentity("elsewhere", "run_9");
        begin("conv_others", other);
        ConversationRecorder dead = recorder("conv_dead");
        clock.pass(Duration.ofSeconds(7));
        dead.hear(new UserSaid(2, "Are you there?", false));
        commit();
        database.inTransaction(() -> {
            leases.renew(HERE);
            leases.renew(other);
            return "";
        });
        assertEquals(1, database.inTransaction(() -> leases.endAbandoned(HERE)));
        Conversation ended = conversations.find("conv_dead");
        assertEquals(Status.FAILED, ended.status());
        assertEquals(Duration.ofSeconds(7), ended.duration(clock.instant()));
        assertEquals("The server ended during the call.", ended.terminationReason());
        assertEquals(1, conversations.turns("conv_dead").size());

        clock.pass(ServerLeases.VALID);
        database.inTransaction(() -> {
            leases.renew(HERE);
            return "";
        });
        assertEquals(1, database.inTransaction(() -> leases.endAbandoned(HERE)));
        assertEquals(Status.FAILED, conversations.find("conv_others").status());
        assertEquals(Status.IN_PROGRESS, conversations.find("conv_mine").status());
    }

    @Test
    void an_id_opens_one_conversation_once() {
        begin("conv_1", HERE);
        assertThrows(Refusal.Conflict.class, () -> begin("conv_1", HERE));
    }

    @Test
    void what_could_not_be_kept_is_kept_later_and_the_newest_state_wins() {
        begin("conv_1", HERE);
        ConversationRecorder recorder = recorder("conv_1");
        recorder.hear(new AgentResponded(1, "Hello there."));
        RecordBatch lost = queue.take();
        recorder.hear(new AgentSaid(1, "Hello there.", "Hello", true, Usage.UNKNOWN));
        queue.giveBack(lost);
        commit();
        assertEquals(
                Optional.of("Hello"), conversations.turns("conv_1").getFirst().message());
        assertEquals(1, conversations.turns("conv_1").size());
    }

    @Test
    void a_deleted_conversation_takes_its_turns_along_and_late_news_is_passed_over() {
        begin("conv_1", HERE);
        ConversationRecorder recorder = recorder("conv_1");
        recorder.hear(new AgentResponded(1, "Hello."));
        commit();
        database.inTransaction(() -> {
            conversations.delete("conv_1", Actor.SERVER);
            return "";
        });
        recorder.hear(new AgentResponded(2, "Anybody?"));
        commit();
        assertThrows(Refusal.NotFound.class, () -> conversations.find("conv_1"));
        assertEquals(List.of(), conversations.turns("conv_1"));
    }

    @Test
    void feedback_on_the_whole_is_kept() {
        begin("conv_1", HERE);
        database.inTransaction(() -> {
            conversations.judge("conv_1", null, 4, "Quick.", Actor.SERVER);
            return "";
        });
        JsonObject feedback = shown("conv_1").getJsonObject("metadata").getJsonObject("feedback");
        assertEquals(4, feedback.getInt("rating"));
        assertEquals("rating", feedback.getString("type"));
        assertEquals(Set.of("Quick."), Set.of(feedback.getString("comment")));
    }

    @Test
    void what_no_database_keeps_is_left_out_of_words_and_of_what_tools_are_told_and_answer() {
        begin("conv_1", HERE);
        ConversationRecorder recorder = recorder("conv_1");
        ToolUse use = new ToolUse("t1", "weather", "{\"city\":\"Bo\u0000nn\"}");
        recorder.hear(new ToolWanted(2, use));
        recorder.hear(new ToolAnswered(2, use, Answer.of("2\u00001")));
        recorder.hear(new AgentSaid(2, "It is\u0000 21.\uD83D", "It is\u0000", true, Usage.UNKNOWN));
        commit();
        JsonObject answer = shown("conv_1").getJsonArray("transcript").getJsonObject(0);
        assertEquals("It is", answer.getString("message"));
        assertEquals("It is 21.\uFFFD", answer.getString("original_message"));
        assertEquals("21", answer.getJsonArray("tool_results").getJsonObject(0).getString("result_value"));
        assertEquals(
                List.of("{\"city\":\"Bonn\"}"),
                database.column("select tool_calls::jsonb -> 0 ->> 'params_as_json' from conversation_turn"));
    }
}
