package antiphon.conversations.client;

import antiphon.api.Refusal;
import antiphon.audio.AudioFrame;
import antiphon.audio.Reframer;
import antiphon.audio.WireFormat;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.conversations.Admission;
import antiphon.conversations.CallRequest;
import antiphon.conversations.OpenCall;
import antiphon.conversations.OpeningRefused;
import antiphon.conversations.client.ClientMessage.AudioChunk;
import antiphon.conversations.client.ClientMessage.ClientToolResult;
import antiphon.conversations.client.ClientMessage.ContextualUpdate;
import antiphon.conversations.client.ClientMessage.EnclaveSetup;
import antiphon.conversations.client.ClientMessage.Feedback;
import antiphon.conversations.client.ClientMessage.Initiation;
import antiphon.conversations.client.ClientMessage.McpToolApproval;
import antiphon.conversations.client.ClientMessage.Multimodal;
import antiphon.conversations.client.ClientMessage.Pong;
import antiphon.conversations.client.ClientMessage.Score;
import antiphon.conversations.client.ClientMessage.Unknown;
import antiphon.conversations.client.ClientMessage.UserActivity;
import antiphon.conversations.client.ClientMessage.UserMessage;
import antiphon.language.Attachment;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One client on its socket. Its life: admitted, it waits for the client's opening message, or {@link #LONGEST_WAIT} for one
 * that does not come; then a call lives until either side ends it. Messages come one after another on the container's
 * threads.
 */
final class ClientSession {
    /** All official clients send their opening message at once. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(3);

    private static final Logger LOG = System.getLogger(ClientSession.class.getName());
    private static final long BEAT_MILLIS = 1000;

    /** What the client's URL says of the client. */
    record Announced(Optional<String> source, Optional<String> version) {}

    /** Opens calls; this server's {@link antiphon.conversations.OpenCalls}. */
    interface Opener {
        OpenCall open(Admission admission, CallRequest request, SocketCaller caller);
    }

    private final Admission admission;
    private final Announced announced;
    private final Opener opener;
    private final ScheduledExecutorService timers;
    private final Executor blocking;
    private final Outbox outbox;
    private final InstantSource clock;
    private final Pulse pulse;
    private final Allowance allowance;
    private WireFormat.Decoder decoder;
    private final Reframer reframer = new Reframer();
    private volatile @Nullable OpenCall call;
    private volatile boolean over;
    private @Nullable ScheduledFuture<?> waiting;
    private @Nullable ScheduledFuture<?> beats;

    ClientSession(
            Admission admission,
            Announced announced,
            Opener opener,
            ScheduledExecutorService timers,
            Executor blocking,
            Outbox outbox,
            InstantSource clock) {
        this.admission = admission;
        this.announced = announced;
        this.opener = opener;
        this.timers = timers;
        this.blocking = blocking;
        this.outbox = outbox;
        this.clock = clock;
        this.pulse = new Pulse(outbox, clock);
        this.allowance = new Allowance(clock);
        this.decoder = WireFormat.parse(admission.config().asr().inputFormat()).decoder();
    }

    /** Begins to serve an admitted client, with a writer of its own. */
    static ClientSession open(
            Admission admission,
            Announced announced,
            antiphon.conversations.OpenCalls calls,
            Wire wire,
            InstantSource clock) {
        var encoder = WireFormat.parse(admission.config().tts().outputFormat()).encoder();
        Outbox outbox = new Outbox(wire, frames -> SoundPiece.encode(frames, encoder));
        ClientSession client =
                new ClientSession(admission, announced, calls::open, calls.timers(), calls.blocking(), outbox, clock);
        Thread.ofVirtual().name("socket-writer").start(outbox::run);
        client.start();
        return client;
    }

    /** The clock begins to run for the opening message. */
    synchronized void start() {
        waiting = timers.schedule(
                () -> blocking.execute(this::openWithoutMessage), LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        beats = timers.scheduleWithFixedDelay(this::beat, BEAT_MILLIS, BEAT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A text frame of the client. */
    synchronized void received(String text) {
        if (over) {
            return;
        }
        pulse.received();
        if (!allowance.allows(text.length())) {
            refuse(Closing.invalidMessage("Too many messages are sent: at most " + Allowance.MESSAGES_A_SECOND
                    + " messages and " + Allowance.CHARACTERS_A_SECOND + " characters a second are read."));
            return;
        }
        try {
            obey(ClientMessages.read(text));
        } catch (InvalidMessage invalid) {
            refuse(Closing.invalidMessage(String.valueOf(invalid.getMessage())));
        }
    }

    private void obey(ClientMessage message) {
        switch (message) {
            case Initiation(JsonObject content) -> begin(content);
            case Pong(long eventId) -> pulse.answered(eventId);
            case Unknown unknown -> {}
            // Of use only where agents are brought, and there it was taken before this session began.
            case EnclaveSetup setup -> {}
            case AudioChunk(byte[] sound) -> inCall(open -> hear(open, sound));
            case UserMessage(Optional<String> text) -> inCall(open -> read(open, text));
            case UserActivity() -> inCall(OpenCall::noticeActivity);
            case Multimodal(Optional<String> text, List<String> files) -> inCall(open -> show(open, text, files));
            case ContextualUpdate(String text, String contextId) -> inCall(open -> open.note(contextId, text));
            case ClientToolResult(String id, String result, boolean error) ->
                inCall(open -> open.toolAnswered(id, result, error));
            case Feedback(int eventId, Optional<Score> score) ->
                inCall(open -> open.judge(eventId, score.map(Score.LIKE::equals)));
            case McpToolApproval(String id, boolean approved) -> inCall(open -> open.toolApproved(id, approved));
        }
    }

    private void inCall(java.util.function.Consumer<OpenCall> act) {
        if (call != null) {
            act.accept(call);
        } else {
            refuse(Closing.invalidMessage(
                    "The conversation has not begun: send conversation_initiation_client_data first."));
        }
    }

    private void hear(OpenCall open, byte[] sound) {
        for (AudioFrame frame : reframer.add(decoder.decode(sound))) {
            open.hear(frame);
        }
    }

    private static void read(OpenCall open, Optional<String> text) {
        text.filter(words -> !words.isBlank()).ifPresentOrElse(open::read, open::noticeActivity);
    }

    private void show(OpenCall open, Optional<String> text, List<String> files) {
        if (files.isEmpty()) {
            read(open, text);
        } else {
            blocking.execute(() -> showLeft(open, text, files));
        }
    }

    /** What is written is read in any case. */
    private void showLeft(OpenCall open, Optional<String> text, List<String> files) {
        List<Attachment> left = open.filesLeft(files);
        if (left.size() < files.size()) {
            outbox.send(ServerMessage.complaint(
                    "value_error",
                    files.size() - left.size() + " of " + files.size() + " files of this message were not left in this"
                            + " conversation: upload them first, and name them by the file_id of the answer."));
        }
        if (left.isEmpty()) {
            read(open, text);
        } else {
            open.show(left, text.orElse("").strip());
        }
    }

    private synchronized void openWithoutMessage() {
        if (!over && call == null) {
            begin(JsonValue.EMPTY_JSON_OBJECT);
        }
    }

    private void begin(JsonObject clientData) {
        if (call != null) {
            // A client that was late, or sends its opening message twice, changes nothing in a call that lives.
            return;
        }
        CallRequest request = new CallRequest(clientData, announced.source(), announced.version(), false);
        try {
            SocketCaller caller = new SocketCaller(outbox, clock);
            call = opener.open(admission, request, caller);
            // The branch that is met, or the client's own wishes, may have other formats than the agent's main branch.
            caller.callerSends().ifPresent(format -> decoder = format.decoder());
        } catch (OpeningRefused refused) {
            refuse(Closing.refused(refused));
        } catch (Refusal.TooMany busy) {
            refuse(Closing.busy(busy.message()));
        } catch (Refusal.Unavailable missing) {
            refuse(new Closing(Closing.FAILURE, "cascade_brain_error", missing.message()));
        } catch (Refusal refusal) {
            refuse(Closing.refused(refusal.message()));
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "A conversation could not be opened", unexpected);
            refuse(Closing.unexpected("The server failed unexpectedly."));
        }
    }

    /** Ends the session for what the client did. */
    synchronized void refuse(Closing closing) {
        outbox.close(closing);
        end(new CallEnd(Cause.LINE_BROKEN, closing.reason()));
    }

    /** @param code of the client's close frame, or 1006 when the connection was lost */
    synchronized void closed(int code) {
        outbox.close(new Closing(Closing.NORMAL, "", ""));
        end(
                switch (code) {
                    case 1000, 1001, 1005 -> new CallEnd(Cause.CALLER_LEFT, "The client ended the conversation.");
                    case 1006 -> new CallEnd(Cause.CALLER_LEFT, "The connection to the client was lost.");
                    default -> new CallEnd(Cause.LINE_BROKEN, "The socket was closed with the code " + code + ".");
                });
    }

    synchronized void failed() {
        outbox.close(Closing.unexpected("The connection was lost."));
        end(new CallEnd(Cause.LINE_BROKEN, "The connection to the client failed."));
    }

    private void beat() {
        try {
            if (call != null && !over) {
                pulse.beat().ifPresent(gone -> blocking.execute(() -> refuse(gone)));
            }
        } catch (RuntimeException unexpected) {
            LOG.log(Level.ERROR, "A socket could not be watched", unexpected);
        }
    }

    private void end(CallEnd end) {
        over = true;
        Stream.of(waiting, beats).filter(Objects::nonNull).forEach(timer -> timer.cancel(false));
        if (call != null) {
            call.end(end);
        }
    }
}
