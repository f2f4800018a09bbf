package antiphon.speech.parts;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/** How many calls one provider serves at once. Any thread. */
public final class Seats {
    private final Semaphore free;

    public Seats(int count) {
        this.free = new Semaphore(count);
    }

    /** @return a seat, which is none when nothing was free */
    public Seat take() {
        return new Seat(free, free.tryAcquire());
    }

    /** A place that one call holds; leaving twice is leaving once. */
    public static final class Seat {
        private final Semaphore free;
        private final AtomicBoolean held;

        private Seat(Semaphore free, boolean held) {
            this.free = free;
            this.held = new AtomicBoolean(held);
        }

        public boolean isTaken() {
            return held.get();
        }

        public void leave() {
            if (held.getAndSet(false)) {
                free.release();
            }
        }
    }
}
