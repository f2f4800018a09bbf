package antiphon.conversations;

import antiphon.agents.mcp.McpServers;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.tools.ToolExecutions;
import antiphon.agents.tools.Tools;
import antiphon.api.Refusal;
import antiphon.call.Call;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.conversations.CallPlans.LineTools;
import antiphon.conversations.recordings.CallRecording;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** The calls that live on this server: opens them, names who listens to them, and ends them when the server stops. */
@ApplicationScoped
public class OpenCalls {
    private static final Logger LOG = System.getLogger(OpenCalls.class.getName());
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final int LONGEST_VERSION = 50;

    private static final CallEnd SERVER_STOPPED = new CallEnd(Cause.SERVER_STOPPED, "The server was stopped.");

    private record Living(OpenCall call, Thread thread) {}

    @Inject
    CallPlans plans;

    @Inject
    Conversations conversations;

    @Inject
    Records records;

    @Inject
    CallMeters meters;

    @Inject
    Tools storedTools;

    @Inject
    ToolExecutions executions;

    @Inject
    McpServers mcpServers;

    @Inject
    McpSessions mcpSessions;

    @Inject
    InstantSource clock;

    @Resource
    ManagedExecutorService blocking;

    private final Map<String, Living> living = new ConcurrentHashMap<>();
    private final Map<String, String> places = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-timers").factory());
    private volatile boolean stopping;

    /**
     * Opens a call, which lives on a thread of its own from here on.
     *
     * @throws Refusal.TooMany when this server, or this agent, has as many calls as it may have
     * @throws OpeningRefused when what the client sent does not fit the agent
     * @throws Refusal when nobody can hold this call, or the signature was used already
     */
    public OpenCall open(Admission admission, CallRequest request, CallerSide caller) {
        String id = admission.conversationId().orElseGet(records::freshId);
        takePlace(id, admission);
        try {
            return open(id, admission, request, caller);
        } catch (RuntimeException refused) {
            places.remove(id);
            throw refused;
        }
    }

    private OpenCall open(String id, Admission admission, CallRequest request, CallerSide caller) {
        LineTools tools = tools(caller);
        try {
            return open(id, admission, request, caller, tools);
        } catch (RuntimeException refused) {
            tools.mcp().close();
            throw refused;
        }
    }

    private LineTools tools(CallerSide caller) {
        return new LineTools(
                new ClientTools(caller::useTool, timers),
                new StoredTools(new StoredTools.Desks(storedTools, executions, blocking), clock),
                new McpTools(new McpTools.Reach(mcpServers::configs, mcpSessions), caller::hearMcp, timers, clock),
                caller.telephone(),
                new Threads(blocking, timers));
    }

    private OpenCall open(String id, Admission admission, CallRequest request, CallerSide caller, LineTools tools) {
        PlannedCall planned = plans.plan(admission, request, id, tools);
        ConversationStart start = start(id, admission, request, planned);
        conversations.begin(start, records.server());
        Optional<CallRecording> recording =
                start.voiceRecorded() ? Optional.of(records.recorder().begin(id)) : Optional.empty();
        ConversationRecorder recorder = new ConversationRecorder(
                start,
                new Transcript(start.startedAt(), clock, start.textOnly(), planned.ledger()),
                records.queue(),
                recording,
                clock);
        List<Consumer<CallNews>> listeners = List.of(
                recorder::hear, // what was said is kept
                tools.stored().log(traced(start)), // owners of tools see how they did
                caller::hear, // the client's protocol
                meters::hear); // those who watch this server
        Line line = caller.connect(planned.facts());
        tools.mcp().announce();
        Line heard = recording.<Line>map(sound -> new RecordedLine(line, sound)).orElse(line);
        Call call = new Call(planned.plan(), heard, clock, news -> tell(listeners, news));
        planned.notes().bind(text -> call.note("", text));
        OpenCall open = new OpenCall(id, admission.agent().id(), call, recorder, recording, tools);
        Thread thread = Thread.ofVirtual().name("call-" + id).unstarted(() -> {
            try (McpTools servers = tools.mcp()) {
                live(id, call, line, listeners);
            }
        });
        living.put(id, new Living(open, thread));
        thread.start();
        if (stopping) {
            open.end(SERVER_STOPPED);
        }
        return open;
    }

    private void live(String id, Call call, Line line, List<Consumer<CallNews>> listeners) {
        try {
            call.run();
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.log(Level.ERROR, "The call " + id + " broke", broken);
            CallEnd end = new CallEnd(Cause.PROVIDER_FAILED, "The server failed unexpectedly.");
            line.hangUp(end);
            tell(listeners, new CallNews.CallEnded(0, end));
        } finally {
            living.remove(id);
            places.remove(id);
        }
    }

    private static void tell(List<Consumer<CallNews>> listeners, CallNews news) {
        for (Consumer<CallNews> listener : listeners) {
            try {
                listener.accept(news);
            } catch (RuntimeException broken) {
                LOG.log(Level.ERROR, "Somebody who listens to a call failed; the call goes on", broken);
            }
        }
    }

    private synchronized void takePlace(String id, Admission admission) {
        String agentId = admission.agent().id();
        int most = records.settings().mostCalls();
        if (stopping || places.size() >= most) {
            throw new Refusal.TooMany(
                    "too_many_calls",
                    "This server is busy with as many calls as it may hold; try again a little later.");
        }
        int mostOfAgent =
                admission.config().platform().callLimits().concurrency().orElse(most);
        if (places.values().stream().filter(agentId::equals).count() >= mostOfAgent) {
            throw new Refusal.TooMany(
                    "too_many_calls",
                    "This agent is busy with as many calls as it may hold; try again a little later.");
        }
        if (places.putIfAbsent(id, agentId) != null) {
            throw new Refusal.Conflict(
                    "conversation_exists", "A signed URL that names its conversation opens that conversation once.");
        }
    }

    private ConversationStart start(String id, Admission admission, CallRequest request, PlannedCall planned) {
        var privacy = planned.config().platform().privacy();
        boolean textOnly = planned.facts().textOnly();
        return new ConversationStart(
                id,
                admission.agent(),
                clock.instant(),
                admission.authorizationMethod(),
                request.sourceName().orElse("unknown"),
                request.sourceVersion().map(version -> shortened(version, LONGEST_VERSION)),
                planned.plan().language(),
                textOnly,
                privacy.recordVoice() && !privacy.zeroRetention() && !textOnly,
                !privacy.zeroRetention(),
                request.userId(),
                request.environment().or(admission::environment).orElse("production"),
                request.clientData(),
                planned.plan().mind().model().name());
    }

    private static StoredTools.Conversation traced(ConversationStart start) {
        return new StoredTools.Conversation(
                start.id(), start.agent().id(), start.agent().branchId(), start.wordsKept());
    }

    private static String shortened(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** How many calls live here now. */
    public int count() {
        return places.size();
    }

    public int most() {
        return records.settings().mostCalls();
    }

    /** Timers for the callers' sides; nothing that blocks may run on them. */
    public ScheduledExecutorService timers() {
        return timers;
    }

    /** For what may block and works with records: its threads belong to the application. */
    public Executor blocking() {
        return blocking;
    }

    @PreDestroy
    void end() {
        stopping = true;
        living.values().forEach(call -> call.call().end(SERVER_STOPPED));
        long latest = System.nanoTime() + LONGEST_GOODBYE.toNanos();
        for (Living call : living.values()) {
            try {
                call.thread().join(Duration.ofNanos(Math.max(1, latest - System.nanoTime())));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        timers.shutdownNow();
        records.commit();
    }
}
