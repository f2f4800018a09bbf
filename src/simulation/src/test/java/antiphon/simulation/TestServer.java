package antiphon.simulation;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.tools.Tools;
import antiphon.api.Refusal;
import antiphon.conversations.OpenCalls;
import antiphon.conversations.TextCalls;
import antiphon.conversations.TextCalls.Subject;
import antiphon.conversations.TextCallsFurniture;
import antiphon.conversations.knowledge.Lookups;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.Caller;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.language.Embedder;
import antiphon.simulation.judging.Judges;
import antiphon.simulation.judging.JudgesFurniture;
import antiphon.simulation.library.AgentTestsResource;
import antiphon.simulation.library.TestFoldersResource;
import antiphon.simulation.minds.Minds;
import antiphon.simulation.minds.Thinker;
import antiphon.simulation.runs.RunsFurniture;
import antiphon.simulation.tools.MocksFurniture;
import antiphon.simulation.tools.StoredMocks;
import antiphon.simulation.travel.TravelFurniture;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The doors of this room as a client sees them, over a real database; agents and models are a test's to say. */
public final class TestServer implements AutoCloseable {
    public static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    public final TestDatabase database = new TestDatabase();
    public final Scripted agent = new Scripted("agent");
    public final Scripted thinker = new Scripted("thinker");
    public final Map<String, JsonObject> documents = new HashMap<>();
    public final Map<String, JsonObject> drafted = new HashMap<>();
    public final Tools tools;
    public final RunsFurniture runs;
    final Simulations simulations = new Simulations();
    public final TravelFurniture travels;
    public boolean thinks = true;
    public int liveCalls;
    public Instant now = START;

    private final Wiring beans = new Wiring(database::entities).with(InstantSource.class, () -> now);
    private final String secret;
    private final Doors doors;

    public TestServer() {
        tools = beans.get(Tools.class);
        TextCalls calls = TextCallsFurniture.calls(agent, tools, InstantSource.system());
        Trials trials = new Trials();
        trials.calls = calls;
        trials.users = users();
        trials.judges = JudgesFurniture.judges(minds());
        trials.mocks = MocksFurniture.mocks(tools);
        runs = new RunsFurniture(database, beans.with(TestedAgents.class, tested()), trials);
        travels = new TravelFurniture(
                database,
                beans.with(TextCalls.class, calls)
                        .with(OpenCalls.class, TextCallsFurniture.counting(() -> liveCalls))
                        .with(Lookups.class, new Lookups())
                        .with(Judges.class, trials.judges));
        secret = key(Role.ADMIN);
        List<Object> all = new ArrayList<>(runs.doors(beans.get(Caller.class)));
        all.add(travels.door());
        all.add(beans.get(AgentTestsResource.class));
        all.add(beans.get(TestFoldersResource.class));
        all.add(simulations(calls, trials.judges, trials.mocks));
        doors = new Doors(database, List.of(beans.get(CallerFilter.class)), all);
    }

    private SimulationsResource simulations(TextCalls calls, Judges judges, StoredMocks mocks) {
        simulations.agents = tested();
        simulations.calls = calls;
        simulations.users = users();
        simulations.judges = judges;
        simulations.mocks = mocks;
        simulations.clock = () -> now;
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

            @Override
            public Optional<Subject> drafted(Subject agent, Actor whose) {
                return Optional.ofNullable(drafted.get(agent.agentId()))
                        .map(document -> new Subject(agent.agentId(), agent.branchId(), agent.versionId(), document));
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

    public String key(Role role) {
        return database.inTransaction(() -> beans.get(ApiKeys.class).issue(role.name(), role, null, Actor.SERVER))
                .secret();
    }

    public Answer send(String method, String path, String body) {
        return send(method, path, secret, body);
    }

    public Answer send(String method, String path, String key, String body) {
        return doors.send(method, path, key, body);
    }

    /** JSON with single quotes, for reading ease. */
    public static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() throws IOException {
        doors.close();
        database.close();
    }
}
