package antiphon.conversations;

import antiphon.audio.AudioFrame;
import antiphon.call.Call;
import antiphon.call.CallEnd;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.conversations.record.UnkeptTranscript;
import antiphon.conversations.tools.McpTools;
import antiphon.language.Message;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** A call of text, as whoever talks with the agent holds it: they say something, and wait for what comes of it. Any thread. */
public final class TextCall implements AutoCloseable {
    private static final CallEnd CLOSED = new CallEnd(Cause.CALLER_LEFT, "Nobody had anything more to say.");

    private final Call call;
    private final UnkeptTranscript transcript;
    private final McpTools servers;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean met = true;
    private boolean quiet;
    private @Nullable CallEnd end;
    private @Nullable String failure;

    private TextCall(PlannedCall planned, Optional<List<Message>> earlier, McpTools servers, InstantSource clock) {
        this.servers = servers;
        transcript = new UnkeptTranscript(planned.plan(), planned.ledger(), clock);
        call = new Call(planned.plan(), new Silent(), clock, this::hear);
        earlier.ifPresent(call::recall);
        call.tellQuiet(this::quiet);
        planned.notes().bind(text -> call.note("", text));
    }

    static TextCall begin(PlannedCall planned, Optional<List<Message>> earlier, McpTools servers, InstantSource clock) {
        TextCall begun = new TextCall(planned, earlier, servers, clock);
        Thread.ofVirtual().name("text-call").start(begun::live);
        return begun;
    }

    private void live() {
        try (McpTools open = servers) {
            call.run();
        }
    }

    private void hear(CallNews news) {
        lock.lock();
        try {
            transcript.hear(news);
            switch (news) {
                case CallNews.UserSaid said -> met = true;
                case CallNews.ProviderFailed failed -> failure = failed.what();
                case CallNews.CallEnded ended -> {
                    end = ended.end();
                    changed.signalAll();
                }
                default -> {}
            }
        } finally {
            lock.unlock();
        }
    }

    private void quiet() {
        lock.lock();
        try {
            quiet = met;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Says this to the agent. What comes of it is to be {@linkplain #await awaited}. */
    public void say(String words) {
        lock.lock();
        try {
            met = false;
            quiet = false;
        } finally {
            lock.unlock();
        }
        call.read(words);
    }

    /**
     * Waits until the agent has done all that it does by itself: said its first message, or answered.
     *
     * @return whether it has within that time, or the call is over
     */
    public boolean await(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!quiet && end == null) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** How the call ended, once it has. */
    public Optional<CallEnd> end() {
        lock.lock();
        try {
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    /** What kept a model from answering, the last time that happened: fit for a log. */
    public Optional<String> failure() {
        lock.lock();
        try {
            return Optional.ofNullable(failure);
        } finally {
            lock.unlock();
        }
    }

    /** What was said and done in this call until now: entries of the contract's transcript. */
    public List<JsonObject> transcript() {
        lock.lock();
        try {
            return transcript.entries();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the call if it has not ended, and waits until all that it held is let go of, if that does not take too long. */
    @Override
    public void close() {
        call.end(CLOSED);
        try {
            long left = TimeUnit.SECONDS.toNanos(5);
            lock.lockInterruptibly();
            try {
                while (end == null && left > 0) {
                    left = changed.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** A way to nobody. */
    private static final class Silent implements Line {
        @Override
        public void play(int turn, AudioFrame frame) {}

        @Override
        public Duration unheard() {
            return Duration.ZERO;
        }

        @Override
        public void fallSilent(int turn) {}

        @Override
        public void hangUp(CallEnd end) {}
    }
}
