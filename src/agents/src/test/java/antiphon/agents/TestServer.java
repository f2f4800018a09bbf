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
import antiphon.api.HttpRefusalMapper;
import antiphon.api.JsonBodyReader;
import antiphon.api.MissingDoors;
import antiphon.api.QueryCheck;
import antiphon.api.RefusalMapper;
import antiphon.api.UnexpectedMapper;
import antiphon.identity.Actor;
import antiphon.identity.IdentityFurniture;
import antiphon.identity.Role;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** The doors of this room as a client sees them, over a real database; only the socket is missing. */
final class TestServer implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    final TestDatabase database = new TestDatabase();
    final Agents agents = new Agents();
    final List<ModelCatalogue> catalogues = new ArrayList<>();
    final List<VoiceCatalogue> voices = new ArrayList<>();
    final IdentityFurniture identity;
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

    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();

    TestServer(Path directory) {
        identity = new IdentityFurniture(database.entities("identity"), () -> now);
        var entities = database.entities("agents");
        secrets = new SecretsFurniture(entities, () -> now, identity.audit(), directory);
        Dependents dependents = DocumentsFurniture.dependents(entities);
        tools = new ToolsFurniture(entities, () -> now, identity.audit(), secrets.secrets(), dependents);
        connections = new ConnectionsFurniture(
                ConnectionsFurniture.connections(entities, () -> now, identity.audit(), secrets.secrets(), dependents),
                OutgoingRequests.configured(
                        key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty()),
                () -> now);
        environment = new EnvironmentFurniture(
                entities, () -> now, identity.audit(), secrets.secrets(), connections.connections());
        mcp = new McpFurniture(
                entities, () -> now, identity.audit(), secrets.secrets(), dependents, environment.variables());
        knowledge = new KnowledgeFurniture(entities, () -> now, identity.audit(), secrets.secrets());
        crawling = new CrawlingFurniture(entities, () -> now, identity.audit(), knowledge);
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
        agents.audit = identity.audit();
        agents.versions = versions;
        agents.recentCalls = recentCalls;
        versions.entities = entities;
        versions.clock = () -> now;
        recentCalls.entities = entities;
        branches = new BranchesFurniture(entities, () -> now, identity.audit(), agents, versions, recentCalls);
        agents.followers = new FakeInstance<>(List.of(branches.merges()));
        adminSecret = key(Role.ADMIN);
        open();
    }

    private void open() {
        AgentsResource agentsDoor = new AgentsResource();
        agentsDoor.agents = agents;
        agentsDoor.caller = identity.caller();
        agentsDoor.clock = () -> now;
        agentsDoor.numbers = new FakeInstance<>(numbers);
        LlmResource llms = new LlmResource();
        llms.catalogues = new FakeInstance<>(catalogues);
        SecretsResource secretsDoor = secrets.door(identity.caller());
        doors.setProviders(List.of(
                identity.filter(),
                new JsonBodyReader(),
                new RefusalMapper(),
                new HttpRefusalMapper(),
                new MissingDoors(),
                new QueryCheck(),
                new UnexpectedMapper()));
        List<Object> all = new ArrayList<>(List.of(
                agentsDoor,
                llms,
                secretsDoor,
                tools.door(identity.caller()),
                mcp.door(identity.caller()),
                connections.door(identity.caller()),
                new LlmUsageResource(),
                PricesFurniture.door(agents, knowledge.knowledge),
                environment.door(identity.caller(), identity.workspaces())));
        all.addAll(branches.doors(identity.caller()));
        all.addAll(knowledge.doors(identity.caller()));
        all.addAll(knowledgeOfAgents());
        all.add(crawling.door(identity.caller()));
        doors.setResources(all);
        doors.start();
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
        return database.inTransaction(() -> identity.keys().issue(role.name(), role, null, Actor.SERVER))
                .secret();
    }

    Answer send(String method, String path, String body) {
        return send(method, path, Optional.of(adminSecret), "application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    Answer send(String method, String path, Optional<String> key, String contentType, byte[] body) {
        try {
            MockHttpRequest request = MockHttpRequest.create(method, path);
            key.ifPresent(secret -> request.header("xi-api-key", secret));
            if (!method.equals("GET") && !method.equals("DELETE")) {
                request.header("Content-Type", contentType).content(body);
            }
            request.accept("application/json");
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
        doors.stop();
        mcp.close();
        connections.close();
        knowledge.close();
        database.close();
    }
}
