package antiphon.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LoadReportTest {

    @Test
    void a_quantile_is_a_time_that_was_measured() {
        List<Duration> times =
                IntStream.rangeClosed(1, 200).mapToObj(Duration::ofMillis).toList();

        assertEquals(Optional.of(Duration.ofMillis(100)), LoadReport.quantile(times, 0.5));
        assertEquals(Optional.of(Duration.ofMillis(190)), LoadReport.quantile(times, 0.95));
        assertEquals(Optional.of(Duration.ofMillis(198)), LoadReport.quantile(times, 0.99));
    }

    @Test
    void one_time_is_every_quantile_and_none_is_none() {
        assertEquals(Optional.of(Duration.ofMillis(7)), LoadReport.quantile(List.of(Duration.ofMillis(7)), 0.99));
        assertEquals(Optional.empty(), LoadReport.quantile(List.of(), 0.5));
    }

    @Test
    void calls_that_got_no_answer_and_calls_that_were_refused_are_counted() {
        LoadReport report = new LoadReport();
        report.began();
        report.heard(turn(Optional.of(Duration.ofMillis(800))));
        report.heard(turn(Optional.empty()));
        report.refused("closed with 1011: busy");
        report.refused("closed with 1011: busy");

        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        report.print(new PrintStream(printed, true, StandardCharsets.UTF_8));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("1 held, 2 turns, 1 unanswered"), text);
        assertTrue(text.contains("2: closed with 1011: busy"), text);
        assertTrue(text.contains("first sound p50 800 ms"), text);
    }

    private static TalkCall.Turn turn(Optional<Duration> toSound) {
        return new TalkCall.Turn(
                "", "", Optional.empty(), Optional.empty(), toSound, new TalkSound(new byte[0], 8_000));
    }
}
