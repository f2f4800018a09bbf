package antiphon.conversations.tools;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.mcp.McpSession;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.mcp.McpTool;
import antiphon.conversations.tools.McpApprovals.Decision;
import antiphon.conversations.tools.McpNews.Server;
import antiphon.conversations.tools.McpNews.ServersConnected;
import jakarta.json.JsonObject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The tools of MCP servers in one call. Its life: the agent's servers are asked what they offer while the call is planned,
 * all at once and for a limited time; those that do not answer are done without; the sessions last as long as the call.
 */
public final class McpTools implements AutoCloseable {
    private static final Logger LOG = System.getLogger(McpTools.class.getName());
    private static final Duration LONGEST_ASKING = Duration.ofSeconds(4);
    private static final Duration LONGEST_APPROVAL = Duration.ofSeconds(300);
    private static final int LONGEST_NAME = 64;

    /** @param servers the settings of servers by id; those that are gone are missing */
    public record Reach(Function<List<String>, Map<String, McpServerConfig>> servers, McpSessions sessions) {}

    private record Connected(String id, McpServerConfig config, McpSession session, List<McpTool> tools) {}

    private final Reach reach;
    private final Predicate<McpNews> caller;
    private final McpApprovals approvals;
    private final InstantSource clock;
    private final Map<String, Connected> connected = new LinkedHashMap<>();
    private final Map<String, Server> statuses = new LinkedHashMap<>();
    private Function<String, String> variables = name -> "";
    private ToolLedger ledger = new ToolLedger();
    private boolean closed;

    /** @param caller is told the news, and says whether anybody listens */
    public McpTools(Reach reach, Predicate<McpNews> caller, ScheduledExecutorService timers, InstantSource clock) {
        this(reach, caller, new McpApprovals(timers, LONGEST_APPROVAL), clock);
    }

    McpTools(Reach reach, Predicate<McpNews> caller, McpApprovals approvals, InstantSource clock) {
        this.reach = reach;
        this.caller = caller;
        this.approvals = approvals;
        this.clock = clock;
    }

    /**
     * @param values of dynamic variables, by name
     * @param record of what the tools of this call do
     */
    public void settle(Function<String, String> values, ToolLedger record) {
        variables = values;
        ledger = record;
    }

    /**
     * The tools of these servers, each under a name of its own. Blocks until all have answered, or too long.
     *
     * @param taken names that other tools have
     */
    synchronized Map<String, CallTool> offered(List<String> serverIds, Set<String> taken) {
        connect(reach.servers()
                .apply(serverIds.stream()
                        .filter(id -> !connected.containsKey(id))
                        .toList()));
        Map<String, CallTool> offered = new LinkedHashMap<>();
        for (String id : serverIds) {
            Connected server = connected.get(id);
            if (server != null) {
                for (McpTool tool : server.tools()) {
                    String name = name(server, tool, each -> taken.contains(each) || offered.containsKey(each));
                    offered.put(name, new McpCallTool(name, offer(server, tool), this));
                }
            }
        }
        return offered;
    }

    private McpOffer offer(Connected server, McpTool tool) {
        return new McpOffer(server.id(), server.config(), server.session(), tool, reach.sessions()::value);
    }

    private void connect(Map<String, McpServerConfig> servers) {
        Map<String, CompletableFuture<Connected>> asked = new LinkedHashMap<>();
        servers.forEach((id, config) -> asked.put(id, ask(id, config)));
        asked.forEach((id, answer) -> {
            try {
                Connected there = answer.join();
                if (closed) {
                    there.session().close();
                }
                connected.put(id, there);
                statuses.put(id, new Server(id, true, there.tools().size()));
            } catch (CompletionException unreachable) {
                LOG.log(Level.WARNING, "An MCP server could not be asked; the call does without: " + id);
                statuses.put(id, new Server(id, false, 0));
            }
        });
    }

    private CompletableFuture<Connected> ask(String id, McpServerConfig config) {
        CompletableFuture<McpSession> session = reach.sessions().begin(config, variables);
        CompletableFuture<Connected> answer = session.thenCompose(
                        begun -> begun.tools().thenApply(tools -> new Connected(id, config, begun, tools)))
                .orTimeout(LONGEST_ASKING.toMillis(), TimeUnit.MILLISECONDS);
        // A session that began too late, or cannot tell its tools, is of no use to anybody.
        var unused = answer.whenComplete((there, failed) -> {
            if (failed != null) {
                var closing = session.thenAccept(McpSession::close);
            }
        });
        return answer;
    }

    /** Models take letters, digits, {@code _} and {@code -}, and no name twice. */
    private static String name(Connected server, McpTool tool, Predicate<String> taken) {
        String plain = fit(tool.name());
        String withServer = fit(server.config().name() + "_" + tool.name());
        String name = taken.test(plain) ? withServer : plain;
        for (int number = 2; taken.test(name); number++) {
            String suffix = "_" + number;
            name = withServer.substring(0, Math.min(withServer.length(), LONGEST_NAME - suffix.length())) + suffix;
        }
        return name;
    }

    private static String fit(String name) {
        String fit = name.replaceAll("[^A-Za-z0-9_-]", "_");
        return fit.substring(0, Math.min(fit.length(), LONGEST_NAME));
    }

    /** Tells the caller which servers are there, if the agent has any. */
    public void announce() {
        List<Server> all;
        synchronized (this) {
            all = new ArrayList<>(statuses.values());
        }
        if (!all.isEmpty()) {
            tell(new ServersConnected(all));
        }
    }

    /** The caller says whether a tool may be used. Any thread. */
    public void approved(String toolCallId, boolean yes) {
        approvals.settle(toolCallId, yes ? Decision.APPROVED : Decision.REFUSED);
    }

    boolean tell(McpNews news) {
        return caller.test(news);
    }

    void record(String useId, JsonObject details) {
        ledger.details(useId, McpCallTool.TYPE, details);
    }

    Function<String, String> variables() {
        return variables;
    }

    McpApprovals approvals() {
        return approvals;
    }

    InstantSource clock() {
        return clock;
    }

    /** The call is over: lets go of all servers. Does not block; any thread, any number of times. */
    @Override
    public void close() {
        List<Connected> all;
        synchronized (this) {
            all = closed ? List.of() : List.copyOf(connected.values());
            closed = true;
        }
        approvals.end();
        all.forEach(server -> server.session().close());
    }
}
