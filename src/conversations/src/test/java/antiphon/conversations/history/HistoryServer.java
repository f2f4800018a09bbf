package antiphon.conversations.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.Agents;
import antiphon.agents.AgentsResource;
import antiphon.agents.files.AgentFilesResource;
import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.agents.secrets.SecretsResource;
import antiphon.api.contract.Contract;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox;
import antiphon.conversations.Clock;
import antiphon.conversations.NoBeans;
import antiphon.conversations.OpenCalls;
import antiphon.conversations.SharedWords;
import antiphon.conversations.SignedUrlsResource;
import antiphon.conversations.blobs.BlobStore;
import antiphon.conversations.files.FileContentsResource;
import antiphon.conversations.files.FilesResource;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationSettings;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.conversations.record.Records;
import antiphon.conversations.recordings.MemoryBlobs;
import antiphon.conversations.recordings.Recorder;
import antiphon.conversations.recordings.Recordings;
import antiphon.conversations.search.MessagesResource;
import antiphon.conversations.settings.SettingsResource;
import antiphon.conversations.tags.TaggingResource;
import antiphon.conversations.tags.TagsResource;
import antiphon.conversations.topics.TopicsResource;
import antiphon.conversations.users.LiveCountResource;
import antiphon.conversations.users.UsersResource;
import antiphon.conversations.waiting.HoldAudioResource;
import antiphon.conversations.widget.AvatarResource;
import antiphon.conversations.widget.WidgetResource;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.Caller;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.identity.Workspaces;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import antiphon.testing.AgentRows;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.GivenConfig;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.enterprise.inject.Instance;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.resteasy.mock.MockHttpRequest;

/** The doors to what became of calls as a client sees them, over a real database; only the socket is missing. */
public final class HistoryServer implements AutoCloseable {
    private static final ToolUse DETECTION = new ToolUse("t1", "language_detection", "{}");
    public static final String URL = "https://voice.example.com";

    public final TestDatabase database = new TestDatabase();
    public final Clock clock = new Clock();
    public final MemoryBlobs blobs = new MemoryBlobs();
    public final SharedWords embedder = new SharedWords();
    public final Wiring beans = new Wiring(database::entities);
    public final KeptCalls calls;

    /** How many calls live on this server. */
    public int living;

    private final Doors doors;
    private final String adminSecret;

    public HistoryServer() {
        beans.with(InstantSource.class, clock);
        beans.with(Instance.class, new NoBeans());
        beans.with(Records.class, new DiskOfThisTest(blobs, clock));
        beans.with(Embeddings.class, new Embeddings(embedder));
        beans.with(Config.class, GivenConfig.SECRETIVE);
        beans.with(OpenCalls.class, new OpenCalls() {
            @Override
            public int count() {
                return living;
            }
        });
        calls = new KeptCalls(database, beans.get(Conversations.class), clock);
        beans.get(Agents.class);
        adminSecret = database.inTransaction(() -> beans.get(Workspaces.class).ensureFirst("House"))
                .orElseThrow()
                .secret();
        doors = new Doors(
                database,
                List.of(beans.get(CallerFilter.class)),
                List.of(
                        beans.get(ConversationsResource.class),
                        beans.get(SoundResource.class),
                        beans.get(JournalsResource.class),
                        beans.get(MessagesResource.class),
                        beans.get(TopicsResource.class),
                        beans.get(TagsResource.class),
                        beans.get(TaggingResource.class),
                        beans.get(FilesResource.class),
                        beans.get(FileContentsResource.class),
                        beans.get(UsersResource.class),
                        beans.get(LiveCountResource.class),
                        beans.get(SettingsResource.class),
                        beans.get(SecretsResource.class),
                        beans.get(AgentsResource.class),
                        beans.get(AgentFilesResource.class),
                        beans.get(SignedUrlsResource.class),
                        beans.get(WidgetResource.class),
                        beans.get(AvatarResource.class),
                        beans.get(HoldAudioResource.class)));
    }

    /** An agent of whom only the id matters. */
    public void keepAgent(String id) {
        AgentRows.agent(database, id, "Guide", "{}");
    }

    /** A call in which the language was detected, and which is over. */
    public void call(String id) {
        calls.live(
                new Kind(id),
                new AgentSaid(1, "Hello.", "Hello.", false, new Usage(10, 2)),
                new UserSaid(2, "Guten Tag", false),
                new ToolWanted(2, DETECTION),
                new ToolAnswered(2, DETECTION, ToolBox.Answer.of("de")),
                KeptCalls.end());
        clock.pass(Duration.ofSeconds(1));
    }

    public String key(Role role) {
        return database.inTransaction(() -> beans.get(ApiKeys.class).issue(role.name(), role, null, Actor.SERVER))
                .secret();
    }

    public Answer get(String path) {
        return send("GET", path, "");
    }

    /** What is there, in the contract's shape. */
    public JsonObject shown(String path, String schema) {
        JsonObject shown = get(path).fine();
        assertEquals(List.of(), Contract.stated().problems(schema, shown));
        return shown;
    }

    public int status(String method, String path, String body) {
        return send(method, path, body).status();
    }

    public Answer send(String method, String path, String body) {
        return send(method, path, Optional.of(adminSecret), "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    public Answer send(String method, String path, Optional<String> key, String contentType, byte[] body) {
        MockHttpRequest request = Doors.request(method, path);
        if (body.length > 0) {
            request.contentType(contentType).content(body);
        }
        return send(request.accept("*/*"), key);
    }

    /** A request with headers of its own, by an administrator. */
    public Answer send(MockHttpRequest request) {
        return send(request, Optional.of(adminSecret));
    }

    /** A request by somebody without a key. */
    public Answer anonymously(MockHttpRequest request) {
        return send(request, Optional.empty());
    }

    private Answer send(MockHttpRequest request, Optional<String> key) {
        forgetTheLastCaller();
        key.ifPresent(secret -> request.header("xi-api-key", secret));
        return doors.send(request);
    }

    private void forgetTheLastCaller() {
        try {
            Field actor = Caller.class.getDeclaredField("actor");
            actor.setAccessible(true);
            actor.set(beans.get(Caller.class), null);
        } catch (ReflectiveOperationException renamed) {
            throw new IllegalStateException(renamed);
        }
    }

    @Override
    public void close() throws IOException {
        doors.close();
        database.close();
    }

    private static final class DiskOfThisTest extends Records {
        private final BlobStore blobs;
        private final Recordings recordings;

        DiskOfThisTest(BlobStore blobs, InstantSource clock) {
            this.blobs = blobs;
            recordings = new Recordings(blobs, new Recorder(blobs, clock));
        }

        @Override
        public ConversationSettings settings() {
            return ConversationSettings.read(
                    key -> key.equals("antiphon.public.url") ? Optional.of(URL) : Optional.empty());
        }

        @Override
        public BlobStore blobs() {
            return blobs;
        }

        @Override
        public Recordings recordings() {
            return recordings;
        }

        @Override
        public boolean isHeard(Conversation conversation) {
            try {
                return blobs.exists(conversation.id() + ".s16le");
            } catch (IOException away) {
                return false;
            }
        }
    }
}
