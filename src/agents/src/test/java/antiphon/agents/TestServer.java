package antiphon.agents;

import antiphon.agents.branches.BranchesFurniture;
import antiphon.agents.connections.ConnectionsFurniture;
import antiphon.agents.documents.Dependents;
import antiphon.agents.documents.DocumentsFurniture;
import antiphon.agents.environment.EnvironmentFurniture;
import antiphon.agents.knowledge.KnowledgeFurniture;
import antiphon.agents.knowledge.crawling.CrawlingFurniture;
import antiphon.agents.mcp.McpFurniture;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.prices.LlmUsageResource;
import antiphon.agents.prices.PricesFurniture;
import antiphon.agents.secrets.SecretsFurniture;
import antiphon.agents.secrets.SecretsResource;
import antiphon.agents.tools.ToolsFurniture;
import antiphon.api.MissingDoors;
import antiphon.api.QueryCheck;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.identity.Workspaces;
import antiphon.testing.Doors;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.mock.MockHttpRequest;

/** The doors of this room as a client sees them, over a real database; only the socket is missing. */
final class TestServer implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    final TestDatabase database = new TestDatabase();
    final Agents agents = new Agents();
    final List<ModelCatalogue> catalogues = new ArrayList<>();
    final List<VoiceCatalogue> voices = new ArrayList<>();
    final Wiring beans = new Wiring(database::entities).with(InstantSource.class, () -> now());
    final SecretsFurniture secrets;
    final ToolsFurniture tools;
    final ConnectionsFurniture connections;
    final McpFurniture mcp;
    final EnvironmentFurniture environment;
    final BranchesFurniture branches;
    final AgentVersions versions = new AgentVersions();
    final RecentCalls recentCalls = new RecentCalls();
    final List<AssignedNumbers> numbers = new ArrayList<>();
    final KnowledgeFurniture knowledge;
    final CrawlingFurniture crawling;
    final String adminSecret;
    Instant now = START;

    private final Doors doors;

    TestServer(Path directory) {
        AuditTrail audit = beans.get(AuditTrail.class);
        var entities = database.entities("agents");
        secrets = new SecretsFurniture(entities, () -> now, audit, directory);
        Dependents dependents = DocumentsFurniture.dependents(entities);
        tools = new ToolsFurniture(entities, () -> now, audit, secrets.secrets(), dependents);
        connections = new ConnectionsFurniture(
                ConnectionsFurniture.connections(entities, () -> now, audit, secrets.secrets(), dependents),
                OutgoingRequests.configured(
                        key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty()),
                () -> now);
        environment =
                new EnvironmentFurniture(entities, () -> now, audit, secrets.secrets(), connections.connections());
        mcp = new McpFurniture(entities, () -> now, audit, secrets.secrets(), dependents, environment.variables());
        knowledge = new KnowledgeFurniture(entities, () -> now, audit, secrets.secrets());
        crawling = new CrawlingFurniture(entities, () -> now, audit, knowledge);
        AgentNeeds needs = new AgentNeeds();
        needs.knowledge = knowledge.knowledge;
        needs.catalogues = new FakeInstance<>(catalogues);
        needs.voices = new FakeInstance<>(voices);
        needs.secrets = secrets.secrets();
        needs.tools = tools.tools();
        needs.mcpServers = mcp.servers();
        agents.entities = entities;
        agents.clock = () -> now;
        agents.needs = needs;
        agents.audit = audit;
        agents.versions = versions;
        agents.recentCalls = recentCalls;
        versions.entities = entities;
        versions.clock = () -> now;
        recentCalls.entities = entities;
        branches = new BranchesFurniture(entities, () -> now, audit, agents, versions, recentCalls);
        agents.followers = new FakeInstance<>(List.of(branches.merges()));
        doors = new Doors(
                database, List.of(beans.get(CallerFilter.class), new MissingDoors(), new QueryCheck()), doors());
        adminSecret = key(Role.ADMIN);
    }

    private Instant now() {
        return now;
    }

    private List<Object> doors() {
        AgentsResource agentsDoor = new AgentsResource();
        agentsDoor.agents = agents;
        agentsDoor.caller = beans.get(Caller.class);
        agentsDoor.clock = () -> now;
        agentsDoor.numbers = new FakeInstance<>(numbers);
        LlmResource llms = new LlmResource();
        llms.catalogues = new FakeInstance<>(catalogues);
        SecretsResource secretsDoor = secrets.door(beans.get(Caller.class));
        List<Object> all = new ArrayList<>(List.of(
                agentsDoor,
                llms,
                secretsDoor,
                tools.door(beans.get(Caller.class)),
                mcp.door(beans.get(Caller.class)),
                connections.door(beans.get(Caller.class)),
                new LlmUsageResource(),
                PricesFurniture.door(agents, knowledge.knowledge),
                environment.door(beans.get(Caller.class), beans.get(Workspaces.class))));
        all.addAll(branches.doors(beans.get(Caller.class)));
        all.addAll(knowledge.doors(beans.get(Caller.class)));
        all.addAll(knowledgeOfAgents());
        all.add(crawling.door(beans.get(Caller.class)));
        return all;
    }

    private List<Object> knowledgeOfAgents() {
        AgentQuestions questions = new AgentQuestions();
        questions.agents = agents;
        questions.knowledge = knowledge.knowledge;
        AgentKnowledgeResource door = new AgentKnowledgeResource();
        door.questions = questions;
        KnowledgeSizeResource size = new KnowledgeSizeResource();
        size.questions = questions;
        return List.of(door, size);
    }

    /** As if nobody had ever kept a document, a crawl or an agent. Quicker than another server. */
    void forgetKnowledge() {
        now = START;
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("truncate knowledge_document, knowledge_crawl_job, agent cascade");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    String key(Role role) {
        return database.inTransaction(() -> beans.get(ApiKeys.class).issue(role.name(), role, null, Actor.SERVER))
                .secret();
    }

    Answer send(String method, String path, String body) {
        return send(method, path, Optional.of(adminSecret), "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, Optional<String> key, String contentType, byte[] body) {
        MockHttpRequest request = Doors.request(method, path).accept("application/json");
        key.ifPresent(secret -> request.header("xi-api-key", secret));
        if (!method.equals("GET") && !method.equals("DELETE")) {
            request.header("Content-Type", contentType).content(body);
        }
        antiphon.testing.Answer answer = doors.send(request);
        return new Answer(answer.status(), answer.body());
    }

    /** JSON with single quotes, for reading ease. */
    static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    record Answer(int status, String body) {
        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }
    }

    @Override
    public void close() throws IOException {
        doors.close();
        mcp.close();
        connections.close();
        knowledge.close();
        database.close();
    }
}
