package antiphon.conversations.record;

import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews;
import antiphon.call.CallNews.CallEnded;
import antiphon.conversations.Clock;
import antiphon.conversations.Ledgers;
import antiphon.conversations.record.ConversationStart.AgentReference;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** Records of calls as live ones leave them, for those who ask about them afterwards. */
public final class KeptCalls {
    private static final ServerIdentity HERE = new ServerIdentity("here", "run_1");

    private final TestDatabase database;
    private final Conversations conversations;
    private final Clock clock;

    public KeptCalls(TestDatabase database, Conversations conversations, Clock clock) {
        this.database = database;
        this.conversations = conversations;
        this.clock = clock;
    }

    /** What is special about a call. */
    public record Kind(String id, String agentId, Optional<String> userId, String source, JsonObject variables) {
        public Kind(String id) {
            this(id, "agent_1", Optional.of("user_1"), "js_sdk", JsonValue.EMPTY_JSON_OBJECT);
        }

        public Kind of(String agent) {
            return new Kind(id, agent, userId, source, variables);
        }

        public Kind by(String user) {
            return new Kind(id, agentId, Optional.of(user), source, variables);
        }

        public Kind from(String client) {
            return new Kind(id, agentId, userId, client, variables);
        }

        public Kind with(JsonObject dynamicVariables) {
            return new Kind(id, agentId, userId, source, dynamicVariables);
        }
    }

    /** A call begins, and this happens in it. */
    public void live(Kind kind, CallNews... news) {
        database.inTransaction(() -> {
            conversations.begin(start(kind), HERE);
            return kind;
        });
        goOn(kind, news);
    }

    /** This is the first that happens in a call that has begun. */
    public void goOn(Kind kind, CallNews... news) {
        RecordQueue queue = new RecordQueue();
        ConversationRecorder recorder = new ConversationRecorder(
                start(kind),
                new Transcript(clock.instant(), clock, false, Ledgers.with("weather", "client", "end_call", "system")),
                queue,
                Optional.empty(),
                clock);
        List.of(news).forEach(recorder::hear);
        database.inTransaction(() -> {
            conversations.keep(queue.take());
            return kind;
        });
    }

    /** The caller left. */
    public static CallNews end() {
        return new CallEnded(9, new CallEnd(Cause.CALLER_LEFT, "The client ended the conversation."));
    }

    private ConversationStart start(Kind kind) {
        return new ConversationStart(
                kind.id(),
                new AgentReference(kind.agentId(), "Guide", Optional.of("agtvrsn_1"), Optional.of("agtbrch_1")),
                clock.instant(),
                "signed_url",
                kind.source(),
                Optional.of("1.25.0"),
                "en",
                false,
                true,
                true,
                kind.userId(),
                "production",
                Json.createObjectBuilder()
                        .add("type", "conversation_initiation_client_data")
                        .add("dynamic_variables", kind.variables())
                        .build(),
                "gpt-4o",
                Json.createObjectBuilder()
                        .add("file_input", true)
                        .add("max_files_per_conversation", 2)
                        .add("language_detection", true)
                        .build());
    }
}
