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
import org.jspecify.annotations.Nullable;

/** What has happened to a call and was not met yet. Filled from any thread, emptied by the call's. */
final class Inbox implements Consumer<CallEvent> {
    /** Two seconds of sound. A call that is further behind hears the newest and forgets the oldest. */
    static final int FRAMES_AT_MOST = 100;

    private final LinkedBlockingDeque<CallEvent> events = new LinkedBlockingDeque<>();
    private final AtomicInteger frames = new AtomicInteger();
    private final AtomicLong dropped = new AtomicLong();

    @Override
    public void accept(CallEvent event) {
        if (event instanceof FrameHeard && frames.incrementAndGet() > FRAMES_AT_MOST) {
            dropOldestFrame();
        }
        events.add(event);
    }

    /** @return the next event, or {@link TimePassed} when none came within this time */
    CallEvent next(Duration wait) throws InterruptedException {
        CallEvent event = events.pollFirst(wait.toNanos(), TimeUnit.NANOSECONDS);
        return event == null ? new TimePassed() : taken(event);
    }

    /** @return the next event, or null when there is none */
    @Nullable
    CallEvent poll() {
        CallEvent event = events.pollFirst();
        return event == null ? null : taken(event);
    }

    /** How many frames were never heard because the call was behind. */
    long dropped() {
        return dropped.get();
    }

    private CallEvent taken(CallEvent event) {
        if (event instanceof FrameHeard) {
            frames.decrementAndGet();
        }
        return event;
    }

    private void dropOldestFrame() {
        for (Iterator<CallEvent> all = events.iterator(); all.hasNext(); ) {
            if (all.next() instanceof FrameHeard) {
                all.remove();
                frames.decrementAndGet();
                dropped.incrementAndGet();
                return;
            }
        }
    }
}
