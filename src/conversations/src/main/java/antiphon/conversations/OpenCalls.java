package antiphon.conversations;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.config.WorkflowConfig;
import antiphon.agents.environment.EnvironmentVariables;
import antiphon.agents.mcp.McpServers;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.redaction.Redaction;
import antiphon.agents.tools.ToolExecutions;
import antiphon.agents.tools.Tools;
import antiphon.api.Refusal;
import antiphon.call.Call;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallJournal;
import antiphon.call.CallNews;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.Line;
import antiphon.call.TurnTimeline;
import antiphon.conversations.CallPlans.LineTools;
import antiphon.conversations.files.LeftFiles;
import antiphon.conversations.record.ConversationRecorder;
import antiphon.conversations.record.ConversationStart;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.Features;
import antiphon.conversations.record.Records;
import antiphon.conversations.record.Retention;
import antiphon.conversations.record.Sources;
import antiphon.conversations.record.Transcript;
import antiphon.conversations.recordings.CallRecording;
import antiphon.conversations.recordings.JournalRecording;
import antiphon.conversations.recordings.RecordedLine;
import antiphon.conversations.settings.WorkspaceSettings;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The calls that live on this server: opens them, names who listens to them, and ends them when the server stops. */
@ApplicationScoped
public class OpenCalls {
    private static final Logger LOG = System.getLogger(OpenCalls.class.getName());
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);
    private static final int LONGEST_VERSION = 50;
    private static final Duration GIVES_WAY = Duration.ofMinutes(5);

    private static final CallEnd UNOPENED =
            new CallEnd(Cause.CALL_BROKE, "The call could not be opened: nobody could hear, think or speak.");

    private static final CallEnd SERVER_STOPPED = new CallEnd(Cause.SERVER_STOPPED, "The server was stopped.");

    private record Living(OpenCall call, Thread thread) {}

    @Inject
    CallPlans plans;

    @Inject
    Admissions admissions;

    @Inject
    Conversations conversations;

    @Inject
    Records records;

    @Inject
    LeftFiles files;

    @Inject
    CallPlaces places;

    @Inject
    CallMeters meters;

    @Inject
    Load load;

    @Inject
    Tools storedTools;

    @Inject
    ToolExecutions executions;

    @Inject
    McpServers mcpServers;

    @Inject
    McpSessions mcpSessions;

    @Inject
    WorkspaceSettings workspace;

    @Inject
    InstantSource clock;

    @Resource
    ManagedExecutorService blocking;

    private final Map<String, Living> living = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("call-timers").factory());
    private CallTracer tracer = CallTracer.NONE;
    private volatile boolean stopping;

    @PostConstruct
    void begin() {
        tracer = CallTracer.find(clock);
        load.begin();
        var unused = timers.scheduleAtFixedRate(load::secondPassed, 1, 1, TimeUnit.SECONDS);
    }

    /**
     * Opens a call, which lives on a thread of its own from here on.
     *
     * @throws Refusal.TooMany when this server, or this agent, has as many calls as it may have, or as it keeps up with
     * @throws OpeningRefused when what the client sent does not fit the agent
     * @throws Refusal when nobody can hold this call, or the signature was used already
     */
    public OpenCall open(Admission admission, CallRequest request, CallerSide caller) {
        String id = admission.conversationId().orElseGet(records::freshId);
        Admission settled = admission.settled() ? admission : admissions.settle(admission, request, id);
        request.check(settled.agent());
        places.take(id, settled);
        try {
            return open(id, settled, request, caller);
        } catch (RuntimeException refused) {
            places.leave(id);
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

    /** What the tools of a call with this caller have to do with. */
    LineTools tools(CallerSide caller) {
        return new LineTools(
                new ClientTools(caller::useTool, timers),
                new StoredTools(new StoredTools.Desks(storedTools, executions, blocking), clock),
                new McpTools(new McpTools.Reach(this::mcpServers, mcpSessions), caller::hearMcp, timers, clock),
                caller.telephone(),
                new Threads(blocking, timers));
    }

    private Map<String, McpServerConfig> mcpServers(Collection<String> ids) {
        return workspace.mcpServersMayBeUsed() ? mcpServers.configs(ids) : Map.of();
    }

    private OpenCall open(String id, Admission admission, CallRequest request, CallerSide caller, LineTools tools) {
        PlannedCall planned = plans.plan(admission, request, id, tools);
        ConversationStart start = start(id, admission, request, planned);
        conversations.begin(
                start, Retention.of(planned.config().platform().privacy(), start.startedAt()), records.server());
        Optional<CallRecording> recording =
                start.voiceRecorded() ? Optional.of(records.recorder().begin(id)) : Optional.empty();
        Transcript transcript = new Transcript(start.startedAt(), clock, start.textOnly(), planned.ledger());
        transcript.speaks(planned.plan());
        Redaction redaction = redaction(planned);
        ConversationRecorder recorder =
                new ConversationRecorder(start, transcript, records.queue(), recording, clock).redacting(redaction);
        Optional<JournalRecording> journal = start.journalKept() && redaction.isNone()
                ? Optional.of(records.recorder().beginJournal(id))
                : Optional.empty();
        Load.Watch watch = load.watch();
        LiveCall look = new LiveCall(start, planned.facts(), planned.config().conversation());
        List<Consumer<CallNews>> listeners = List.of(
                recorder::hear, // what was said is kept
                tools.stored().log(traced(start, redaction)), // owners of tools see how they did
                caller::hear, // the client's protocol
                look::hear, // those who look in
                watch.news(), // whether more calls can be taken
                tracer.follow(start), // those who watch many servers
                meters::hear); // those who watch this server
        try {
            Line line = caller.connect(planned.facts());
            tools.mcp().announce();
            Line heard = CallVoices.withBackground(
                    recording.<Line>map(sound -> new RecordedLine(line, sound)).orElse(line), planned.config());
            Call call = new Call(
                    planned.plan(),
                    heard,
                    clock,
                    news -> tell(listeners, completed(news, caller)),
                    journal.<CallJournal>map(kept -> kept::accept).orElse(CallJournal.NONE));
            call.tellWaits(watch.waits());
            planned.notes().bind(text -> call.note("", text));
            OpenCall open = new OpenCall(
                    id,
                    admission.agent().id(),
                    call,
                    recorder,
                    recording,
                    tools,
                    look,
                    wanted -> files.left(id, wanted));
            bringToLife(id, open, () -> {
                try (McpTools servers = tools.mcp()) {
                    live(id, call, line, listeners, journal);
                }
            });
            return open;
        } catch (RuntimeException unopened) {
            recorder.hear(new CallNews.CallEnded(0, UNOPENED));
            journal.ifPresent(JournalRecording::end);
            throw unopened;
        }
    }

    private void bringToLife(String id, OpenCall open, Runnable life) {
        Thread thread = Thread.ofVirtual().name("call-" + id).unstarted(life);
        living.put(id, new Living(open, thread));
        thread.start();
        if (stopping) {
            open.end(SERVER_STOPPED);
        }
    }

    private void live(
            String id, Call call, Line line, List<Consumer<CallNews>> listeners, Optional<JournalRecording> journal) {
        try {
            call.run();
        } catch (RuntimeException | StackOverflowError broken) {
            LOG.log(Level.ERROR, "The call " + id + " broke", broken);
            CallEnd end = new CallEnd(Cause.CALL_BROKE, "The server failed unexpectedly.");
            line.hangUp(end);
            tell(listeners, new CallNews.CallEnded(0, end));
        } finally {
            journal.ifPresent(JournalRecording::end);
            living.remove(id);
            places.leave(id);
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

    /** With what only those beyond the line know. */
    private static CallNews completed(CallNews news, CallerSide caller) {
        return news instanceof TurnMeasured(int turn, TurnTimeline times)
                ? new TurnMeasured(
                        turn, times.sentAt(caller.firstSoundSent(turn).orElse(null)))
                : news;
    }

    private ConversationStart start(String id, Admission admission, CallRequest request, PlannedCall planned) {
        var privacy = planned.config().platform().privacy();
        boolean textOnly = planned.facts().textOnly();
        Redaction redaction = redaction(planned);
        return new ConversationStart(
                id,
                admission.agent(),
                clock.instant(),
                admission.authorizationMethod(),
                request.sourceName().orElse(Sources.UNKNOWN),
                request.sourceVersion().map(version -> shortened(version, LONGEST_VERSION)),
                planned.plan().language(),
                textOnly,
                privacy.recordVoice() && !privacy.zeroRetention() && !textOnly && redaction.isNone(),
                !privacy.zeroRetention(),
                request.userId(),
                request.environment().or(admission::environment).orElse(EnvironmentVariables.USUAL),
                redaction.of(request.withoutSecrets()),
                planned.plan().mind().model().name(),
                Features.offered(planned.config(), WorkflowConfig.read(admission.document())));
    }

    private static StoredTools.Conversation traced(ConversationStart start, Redaction redaction) {
        return new StoredTools.Conversation(
                start.id(), start.agent().id(), start.agent().branchId(), start.wordsKept(), redaction);
    }

    /** Sound and journals cannot be redacted, so none are kept where anything is to be. */
    private static Redaction redaction(PlannedCall planned) {
        return Redaction.of(
                planned.config().platform().privacy().redacted(), planned.plan().language());
    }

    private static String shortened(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** The call of this conversation, if it lives on this server. */
    public Optional<OpenCall> find(String conversationId) {
        return Optional.ofNullable(living.get(conversationId)).map(Living::call);
    }

    /** All calls that live on this server, the oldest first. */
    public List<OpenCall> all() {
        return living.values().stream()
                .map(Living::call)
                .sorted(Comparator.comparing(call -> call.live().startedAt()))
                .toList();
    }

    /** How many calls live here now. */
    public int count() {
        return places.taken();
    }

    /**
     * By when work that gives way to calls must have been wanted to be done now: at once where nobody calls, and else after
     * five minutes.
     */
    public Instant givingWay(Instant now) {
        return now.minus(count() == 0 ? Duration.ZERO : GIVES_WAY);
    }

    public int most() {
        return places.most();
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
        places.close();
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
        records.flush();
    }
}
