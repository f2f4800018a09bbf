package antiphon.conversations;

import antiphon.conversations.Envelope.Measured;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * How long something took in the last seconds, whichever call it happened in. Recording takes any thread some dozen
 * nanoseconds; asking is for one thread.
 */
final class LatelyMeasured {
    private static final long LONGEST_MICROS = Duration.ofMinutes(1).toNanos() / 1000;
    private static final int DIGITS = 2;

    private final int seconds;
    private final Recorder now = new Recorder(LONGEST_MICROS, DIGITS);
    private final Deque<Histogram> lately = new ArrayDeque<>();

    /** @param seconds how long something is remembered */
    LatelyMeasured(int seconds) {
        this.seconds = seconds;
    }

    void record(long nanos) {
        now.recordValue(Math.clamp(nanos / 1000, 0, LONGEST_MICROS));
    }

    /** A second has passed: what was measured in this and those before it that are remembered. */
    Measured secondPassed() {
        Histogram oldest = lately.size() < seconds ? null : lately.removeFirst();
        lately.addLast(oldest == null ? now.getIntervalHistogram() : now.getIntervalHistogram(oldest));
        Histogram all = new Histogram(LONGEST_MICROS, DIGITS);
        lately.forEach(all::add);
        long p99 = all.getTotalCount() == 0 ? 0 : all.getValueAtPercentile(99);
        return new Measured(all.getTotalCount(), Duration.ofNanos(p99 * 1000));
    }
}
