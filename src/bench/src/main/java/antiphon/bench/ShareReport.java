package antiphon.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What the callers of one measurement met. Any thread. */
final class ShareReport {
    static final String HEADINGS =
            "calls  turns  lost  unanswered | share of a turn p50   p95   p99 ms | barge-in p50   p95   p99 ms | cores  heap KiB a call";

    private final Duration known;
    private final Duration leastSpeech;
    private final List<Duration> shares = new ArrayList<>();
    private final List<Duration> bargeIns = new ArrayList<>();
    private final Map<String, Integer> losses = new TreeMap<>();
    private boolean measuring;
    private int unanswered;

    /**
     * @param known what of a turn is not the house's: the silence that ends it, and the engines
     * @param leastSpeech that interrupts
     */
    ShareReport(Duration known, Duration leastSpeech) {
        this.known = known;
        this.leastSpeech = leastSpeech;
    }

    synchronized void begin() {
        measuring = true;
    }

    synchronized void end() {
        measuring = false;
    }

    synchronized void answered(long nanos) {
        if (measuring) {
            shares.add(Duration.ofNanos(nanos).minus(known));
        }
    }

    synchronized void interrupted(long nanos) {
        if (measuring) {
            bargeIns.add(Duration.ofNanos(nanos).minus(leastSpeech));
        }
    }

    synchronized void unanswered() {
        unanswered += measuring ? 1 : 0;
    }

    synchronized void lost(String why) {
        losses.merge(why, 1, Integer::sum);
    }

    synchronized String line(int calls, double cores, long heapBytes) {
        int lost = losses.values().stream().mapToInt(Integer::intValue).sum();
        String line = String.format(
                Locale.ROOT,
                "%5d %6d %5d %11d | %19s %5s %5s    | %12s %5s %5s    | %5.2f %10d",
                calls,
                shares.size(),
                lost,
                unanswered,
                millis(shares, 0.5),
                millis(shares, 0.95),
                millis(shares, 0.99),
                millis(bargeIns, 0.5),
                millis(bargeIns, 0.95),
                millis(bargeIns, 0.99),
                cores,
                heapBytes / 1024);
        return losses.isEmpty() ? line : line + System.lineSeparator() + "  lost: " + losses;
    }

    private static String millis(List<Duration> times, double share) {
        return LoadReport.quantile(times, share)
                .map(time -> String.valueOf(time.toMillis()))
                .orElse("–");
    }
}
