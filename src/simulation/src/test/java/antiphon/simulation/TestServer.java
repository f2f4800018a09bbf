package antiphon.simulation;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.tools.Tools;
import antiphon.agents.tools.ToolsFurniture;
import antiphon.api.HttpRefusalMapper;
import antiphon.api.JsonBodyReader;
import antiphon.api.Refusal;
import antiphon.api.RefusalMapper;
import antiphon.api.UnexpectedMapper;
import antiphon.conversations.TextCalls;
import antiphon.conversations.TextCalls.Subject;
import antiphon.conversations.TextCallsFurniture;
import antiphon.identity.Actor;
import antiphon.identity.IdentityFurniture;
import antiphon.identity.Role;
import antiphon.language.Embedder;
import antiphon.simulation.judging.Judges;
import antiphon.simulation.judging.JudgesFurniture;
import antiphon.simulation.library.LibraryFurniture;
import antiphon.simulation.minds.Minds;
import antiphon.simulation.minds.Thinker;
import antiphon.simulation.runs.RunsFurniture;
import antiphon.simulation.tools.MocksFurniture;
import antiphon.simulation.tools.StoredMocks;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** The doors of this room as a client sees them, over a real database; agents and models are a test's to say. */
public final class TestServer implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    public final TestDatabase database = new TestDatabase();
    public final Scripted agent = new Scripted("agent");
    public final Scripted thinker = new Scripted("thinker");
    public final Map<String, JsonObject> documents = new HashMap<>();
    public final Tools tools;
    public final RunsFurniture runs;
    public boolean thinks = true;
    public Instant now = START;

    private final IdentityFurniture identity;
    private final String secret;
    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();

    public TestServer() {
        identity = new IdentityFurniture(database.entities("identity"), () -> now);
        var entities = database.entities("simulation");
        LibraryFurniture library = new LibraryFurniture(entities, () -> now, identity.audit());
        tools = ToolsFurniture.tools(database.entities("agents"), () -> now, identity.audit());
        TextCalls calls = TextCallsFurniture.calls(agent, tools, InstantSource.system());
        Trials trials = new Trials();
        trials.calls = calls;
        trials.users = users();
        trials.judges = JudgesFurniture.judges(minds());
        trials.mocks = MocksFurniture.mocks(tools);
        runs = new RunsFurniture(database, entities, () -> now, identity, tested(), library.tests(), trials);
        secret = key(Role.ADMIN);
        List<Object> all = new ArrayList<>(library.doors(identity.caller()));
        all.addAll(runs.doors(identity.caller()));
        all.add(simulations(calls, trials.judges, trials.mocks));
        open(all);
    }

    private SimulationsResource simulations(TextCalls calls, Judges judges, StoredMocks mocks) {
        Simulations simulations = new Simulations();
        simulations.agents = tested();
        simulations.calls = calls;
        simulations.users = users();
        simulations.judges = judges;
        simulations.mocks = mocks;
        SimulationsResource door = new SimulationsResource();
        door.simulations = simulations;
        return door;
    }

    private TestedAgents tested() {
        return new TestedAgents() {
            @Override
            public Subject find(String agentId, Optional<String> branchId, Optional<String> versionId) {
                if (!documents.containsKey(agentId)) {
                    throw Refusal.NotFound.of("agent", agentId);
                }
                if (branchId.filter(id -> !id.equals("agtbrch_1")).isPresent()) {
                    throw Refusal.NotFound.of("branch", branchId.get());
                }
                return new Subject(agentId, "agtbrch_1", "agtvrsn_1", documents.get(agentId));
            }
        };
    }

    private Users users() {
        Users users = new Users();
        users.minds = minds();
        return users;
    }

    private Minds minds() {
        return new Minds() {
            @Override
            public Optional<Thinker> find(String llm, PromptConfig prompt) {
                return thinks ? Optional.of(new Thinker(thinker)) : Optional.empty();
            }

            @Override
            public Optional<Embedder> embedder() {
                return Optional.of(new SameWords());
            }
        };
    }

    private void open(List<Object> resources) {
        doors.setProviders(List.of(
                identity.filter(),
                new JsonBodyReader(),
                new RefusalMapper(),
                new HttpRefusalMapper(),
                new UnexpectedMapper()));
        doors.setResources(resources);
        doors.start();
    }

    public String key(Role role) {
        return database.inTransaction(() -> identity.keys().issue(role.name(), role, null, Actor.SERVER))
                .secret();
    }

    public Answer send(String method, String path, String body) {
        return send(method, path, secret, body);
    }

    public Answer send(String method, String path, String key, String body) {
        try {
            MockHttpRequest request = MockHttpRequest.create(method, path).header("xi-api-key", key);
            if (!method.equals("GET") && !method.equals("DELETE")) {
                request.header("Content-Type", "application/json")
                        .content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            }
            MockHttpResponse response = new MockHttpResponse();
            database.inTransaction(() -> {
                doors.getDispatcher().invoke(request, response);
                if (response.getStatus() >= 400) {
                    database.refuse();
                }
                return response;
            });
            return new Answer(response.getStatus(), response.getContentAsString());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** JSON with single quotes, for reading ease. */
    public static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    public record Answer(int status, String body) {
        public JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }

        /** The answer, which has to be that of something done. */
        public JsonObject fine() {
            if (status != 200) {
                throw new AssertionError(status + " " + body);
            }
            return json();
        }

        /** Where a body was refused, and why: a line each. */
        public List<String> refusals() {
            return json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                    .map(detail -> detail.get("loc") + " " + detail.getString("type"))
                    .toList();
        }

        public String problem() {
            return status + " " + json().getJsonObject("detail").getString("status");
        }
    }

    @Override
    public void close() throws IOException {
        doors.stop();
        database.close();
    }
}
