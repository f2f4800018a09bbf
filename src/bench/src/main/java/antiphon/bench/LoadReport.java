package antiphon.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came of many calls. Any thread. */
final class LoadReport {
    private final List<Duration> toTranscript = new ArrayList<>();
    private final List<Duration> toSound = new ArrayList<>();
    private final Map<String, Integer> refusals = new TreeMap<>();
    private final Map<String, Integer> heard = new TreeMap<>();
    private int held;
    private int unanswered;

    synchronized void began() {
        held++;
    }

    synchronized void heard(TalkCall.Turn turn) {
        heard.merge(turn.heard(), 1, Integer::sum);
        turn.toTranscript().ifPresent(toTranscript::add);
        turn.toSound().ifPresentOrElse(toSound::add, () -> unanswered++);
    }

    synchronized void refused(String reason) {
        refusals.merge(reason, 1, Integer::sum);
    }

    synchronized int held() {
        return held;
    }

    /** Lets time pass. */
    synchronized void await(Duration time) throws InterruptedException {
        wait(time.toMillis());
    }

    synchronized void print(PrintStream console) {
        console.printf(
                "calls         %d held, %d turns, %d unanswered%n", held, toSound.size() + unanswered, unanswered);
        refusals.forEach((reason, count) -> console.printf("ended early   %d: %s%n", count, reason));
        heard.forEach((words, count) -> console.printf("heard         %d: %s%n", count, words));
        console.printf("from the end of speech to%n");
        print(console, "transcript", toTranscript);
        print(console, "first sound", toSound);
    }

    private static void print(PrintStream console, String what, List<Duration> times) {
        console.printf(
                "  %-11s p50 %s, p95 %s, p99 %s%n",
                what, millis(quantile(times, 0.5)), millis(quantile(times, 0.95)), millis(quantile(times, 0.99)));
    }

    /** The least time that this share of all did not exceed. */
    static Optional<Duration> quantile(List<Duration> times, double share) {
        List<Duration> sorted = times.stream().sorted().toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((int) Math.ceil(share * sorted.size()) - 1));
    }

    private static String millis(Optional<Duration> time) {
        return time.map(taken -> taken.toMillis() + " ms").orElse("–");
    }
}
