package antiphon.call;

import antiphon.call.CallEvent.FrameHeard;
import antiphon.call.CallEvent.TimePassed;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** What has happened to a call and was not met yet. Filled from any thread, emptied by the call's. */
final class Inbox implements Consumer<CallEvent> {
    /** Two seconds of sound. A call that is further behind hears the newest and forgets the oldest. */
    static final int FRAMES_AT_MOST = 100;

    private record Waiting(CallEvent event, long sinceNanos) {}

    private final LinkedBlockingDeque<Waiting> events = new LinkedBlockingDeque<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();
    private volatile LongConsumer waits = nanos -> {};

    /** @param listener is told on the call's thread how many nanoseconds each event has waited, before it is met */
    void tellWaits(LongConsumer listener) {
        waits = listener;
    }

    @Override
    public void accept(CallEvent event) {
        if (event instanceof FrameHeard && frames.incrementAndGet() > FRAMES_AT_MOST) {
            dropOldestFrame();
        }
        events.add(new Waiting(event, System.nanoTime()));
    }

    /** @return the next event, or {@link TimePassed} when none came within this time */
    CallEvent next(Duration wait) throws InterruptedException {
        Waiting first = events.pollFirst(wait.toNanos(), TimeUnit.NANOSECONDS);
        return first == null ? new TimePassed() : taken(first);
    }

    /** @return the next event, or null when there is none */
    @Nullable
    CallEvent poll() {
        Waiting first = events.pollFirst();
        return first == null ? null : taken(first);
    }

    /** How many frames were never heard because the call was behind. */
    long dropped() {
        return dropped.get();
    }

    private CallEvent taken(Waiting first) {
        if (first.event() instanceof FrameHeard) {
            frames.decrementAndGet();
        }
        waits.accept(System.nanoTime() - first.sinceNanos());
        return first.event();
    }

    private void dropOldestFrame() {
        for (Iterator<Waiting> all = events.iterator(); all.hasNext(); ) {
            if (all.next().event() instanceof FrameHeard) {
                all.remove();
                frames.decrementAndGet();
                dropped.incrementAndGet();
                return;
            }
        }
    }
}
