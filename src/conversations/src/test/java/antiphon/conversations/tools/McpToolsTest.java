package antiphon.conversations.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.mcp.McpSession;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.mcp.McpTool;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Using;
import antiphon.conversations.tools.McpNews.ServersConnected;
import antiphon.conversations.tools.McpNews.State;
import antiphon.conversations.tools.McpNews.ToolProgress;
import antiphon.language.ToolUse;
import antiphon.testing.SomebodysMcpServer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real MCP server. */
class McpToolsTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final long PATIENCE_SECONDS = 20;

    private static SomebodysMcpServer somebody;
    private static OutgoingRequests requests;

    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, McpServerConfig> servers = new LinkedHashMap<>();
    private final BlockingQueue<McpNews> news = new LinkedBlockingQueue<>();
    private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
    private final ToolLedger ledger = new ToolLedger();
    private final McpTools tools = tools(Duration.ofSeconds(300));

    @BeforeAll
    static void open() throws Exception {
        somebody = new SomebodysMcpServer();
        requests = OutgoingRequests.configured(
                key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty());
    }

    @AfterAll
    static void shut() throws Exception {
        requests.close();
        somebody.close();
    }

    @AfterEach
    void end() {
        tools.close();
        timers.shutdownNow();
        somebody.uses.clear();
        somebody.offer("Greets somebody.");
    }

    private McpTools tools(Duration longestApproval) {
        McpTools made = new McpTools(
                new McpTools.Reach(ids -> chosen(ids), McpSessions.over(requests)),
                news::add,
                new McpApprovals(timers, longestApproval),
                () -> NOW);
        made.settle(name -> name.equals("user_name") ? "Ada" : "", ledger);
        return made;
    }

    private Map<String, McpServerConfig> chosen(List<String> ids) {
        Map<String, McpServerConfig> chosen = new LinkedHashMap<>();
        ids.forEach(id -> Optional.ofNullable(servers.get(id)).ifPresent(config -> chosen.put(id, config)));
        return chosen;
    }

    private void server(String id, String transport, String policy, String more) {
        servers.put(id, config(id, somebody.url(transport), transport, policy, more));
    }

    private static McpServerConfig config(String name, String url, String transport, String policy, String more) {
        String json = ("{'name':'" + name + "','url':'" + url + "','transport':'" + transport + "','approval_policy':'"
                        + policy + "'" + more + "}")
                .replace('\'', '"');
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return McpServerConfig.read(reader.readObject());
        }
    }

    private CallTool greet() {
        return greet(tools);
    }

    private static CallTool greet(McpTools of) {
        return Objects.requireNonNull(of.offered(List.of("mcp_1"), Set.of()).get("greet"));
    }

    private JsonObject recorded() {
        return ledger.entry("t1").orElseThrow().details().orElseThrow();
    }

    private Using use(CallTool tool, String name) {
        return tool.use(2, new ToolUse("t1", "greet", "{\"name\":\"" + name + "\"}"), answers::add);
    }

    private Answer answer() throws InterruptedException {
        Answer answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(answer, "no answer came");
        return answer;
    }

    private ToolProgress progress() throws InterruptedException {
        McpNews next = news.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertNotNull(next, "no news came");
        return (ToolProgress) next;
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSE", "STREAMABLE_HTTP"})
    void a_tool_of_a_server_is_offered_and_used(String transport) throws InterruptedException {
        server("mcp_1", transport, "auto_approve_all", "");
        CallTool tool = greet();
        assertEquals("Greets somebody.", tool.description().description());
        assertTrue(tool.description().parametersJson().contains("\"name\""));
        assertEquals("mcp", tool.type());

        use(tool, "Bob");
        assertEquals(Answer.of("Hello, Bob!"), answer());
        ToolProgress loading = progress();
        assertEquals(new State.Loading(), loading.state());
        assertEquals("mcp_1", loading.use().serverId());
        assertEquals("{\"name\":\"Bob\"}", loading.use().parameters().toString());
        assertEquals(
                "[{\"type\":\"text\",\"text\":\"Hello, Bob!\"}]",
                ((State.Success) progress().state()).result().toString());
        assertEquals("mcp", recorded().getString("type"));
        assertFalse(recorded().getBoolean("requires_approval"));
    }

    @Test
    void what_a_tool_says_of_its_failure_is_told_to_the_model() throws InterruptedException {
        server("mcp_1", "STREAMABLE_HTTP", "auto_approve_all", "");
        use(greet(), "nobody");
        assertEquals(Answer.failed("There is nobody."), answer());
        assertEquals(new State.Loading(), progress().state());
        assertEquals(new State.Failure("There is nobody."), progress().state());
    }

    @Test
    void a_tool_that_needs_approval_is_used_once_it_is_given() throws InterruptedException {
        server("mcp_1", "STREAMABLE_HTTP", "require_approval_all", "");
        use(greet(), "Bob");
        assertEquals(
                new State.AwaitingApproval(Duration.ofSeconds(300)), progress().state());
        assertEquals(List.of(), somebody.uses);
        tools.approved("another", true);
        tools.approved("t1", true);
        assertEquals(Answer.of("Hello, Bob!"), answer());
        assertEquals(new State.Loading(), progress().state());
        assertTrue(progress().state() instanceof State.Success);
        tools.approved("t1", true);
        assertEquals(1, somebody.uses.size());
        assertTrue(recorded().getBoolean("requires_approval"));
    }

    @Test
    void a_refusal_is_told_to_the_model_and_the_tool_stays_unused() throws InterruptedException {
        server("mcp_1", "STREAMABLE_HTTP", "require_approval_all", "");
        use(greet(), "Bob");
        tools.approved("t1", false);
        Answer answer = answer();
        assertTrue(answer.error());
        assertTrue(answer.text().contains("did not approve"), answer.text());
        progress();
        assertTrue(progress().state() instanceof State.Failure);
        assertEquals(List.of(), somebody.uses);
    }

    @Test
    void an_approval_that_does_not_come_in_time_is_a_refusal() throws InterruptedException {
        server("mcp_1", "STREAMABLE_HTTP", "require_approval_all", "");
        McpTools hasty = tools(Duration.ZERO);
        use(greet(hasty), "Bob");
        assertTrue(answer().text().contains("did not answer"));
        hasty.approved("t1", true);
        hasty.close();
        assertEquals(List.of(), somebody.uses);
    }

    @Test
    void where_nobody_can_be_asked_nothing_is_used() throws InterruptedException {
        server("mcp_1", "STREAMABLE_HTTP", "require_approval_all", "");
        McpTools deaf = new McpTools(
                new McpTools.Reach(this::chosen, McpSessions.over(requests)), told -> false, timers, () -> NOW);
        use(greet(deaf), "Bob");
        assertTrue(answer().error());
        deaf.close();
        assertEquals(List.of(), somebody.uses);
    }

    @Test
    void a_tool_that_was_approved_is_used_without_asking_until_it_changes() throws Exception {
        server("mcp_1", "STREAMABLE_HTTP", "require_approval_per_tool", approvedAsItIs());
        use(greet(), "Bob");
        assertEquals(Answer.of("Hello, Bob!"), answer());

        somebody.offer("Greets somebody and reads their mail.");
        news.clear();
        McpTools later = tools(Duration.ofSeconds(300));
        use(greet(later), "Bob");
        assertTrue(progress().state() instanceof State.AwaitingApproval);
        later.close();
        assertTrue(answer().error());
    }

    private static String approvedAsItIs() {
        McpServerConfig config = config("x", somebody.url("SSE"), "SSE", "auto_approve_all", "");
        try (McpSession session =
                McpSessions.over(requests).begin(config, name -> "").join()) {
            McpTool tool = session.tools().join().getFirst();
            return ",'tool_approval_hashes':[{'tool_name':'greet','approval_policy':'auto_approved','tool_hash':'"
                    + tool.hash() + "'}]";
        }
    }

    @Test
    void a_server_that_cannot_be_reached_is_done_without() {
        servers.put("mcp_0", config("gone", "http://localhost:1/mcp", "STREAMABLE_HTTP", "auto_approve_all", ""));
        servers.put("mcp_2", config("inside", "http://127.0.0.1:1/mcp", "SSE", "auto_approve_all", ""));
        server("mcp_1", "STREAMABLE_HTTP", "auto_approve_all", "");
        Map<String, CallTool> offered = tools.offered(List.of("mcp_0", "mcp_1", "mcp_2", "mcp_none"), Set.of());
        assertEquals(Set.of("greet"), offered.keySet());
        tools.announce();
        ServersConnected told = (ServersConnected) news.remove();
        assertEquals(
                List.of(
                        new McpNews.Server("mcp_0", false, 0),
                        new McpNews.Server("mcp_1", true, 1),
                        new McpNews.Server("mcp_2", false, 0)),
                told.servers());
    }

    @Test
    void an_agent_without_servers_tells_nothing_of_them() {
        assertEquals(Map.of(), tools.offered(List.of(), Set.of()));
        tools.announce();
        assertNull(news.poll());
    }

    @Test
    void no_two_tools_have_one_name() {
        server("mcp_1", "STREAMABLE_HTTP", "auto_approve_all", "");
        server("mcp_2", "SSE", "auto_approve_all", "");
        assertEquals(
                Set.of("mcp_1_greet", "mcp_2_greet"),
                tools.offered(List.of("mcp_1", "mcp_2"), Set.of("greet")).keySet());
    }

    @Test
    void what_the_owner_settled_is_sent_and_not_left_to_the_model() throws InterruptedException {
        server(
                "mcp_1",
                "STREAMABLE_HTTP",
                "auto_approve_all",
                ",'tool_config_overrides':[{'tool_name':'greet','input_overrides':"
                        + "{'name':{'source':'dynamic_variable','dynamic_variable':'user_name'}}}]");
        CallTool tool = greet();
        assertFalse(tool.description().parametersJson().contains("\"name\""));
        use(tool, "Mallory");
        assertEquals(Answer.of("Hello, Ada!"), answer());
    }

    @Test
    void a_use_that_is_cut_off_is_answered_once() throws InterruptedException {
        server("mcp_1", "STREAMABLE_HTTP", "require_approval_all", "");
        Using using = use(greet(), "Bob");
        using.cancel();
        assertTrue(answer().error());
        tools.approved("t1", true);
        using.cancel();
        assertNull(answers.poll());
        assertEquals(List.of(), somebody.uses);
    }
}
