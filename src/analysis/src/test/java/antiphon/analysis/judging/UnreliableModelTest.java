package antiphon.analysis.judging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonValue;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Of a model's answers one in five is none. */
class UnreliableModelTest {
    private static final int CONVERSATIONS = 2_000;

    private static Questions questions(int number) {
        return new Questions(
                List.of(new Criterion("polite", "Polite", "The agent is polite.", "", 0)),
                List.of(),
                "user: Hello, it is me, number " + number,
                List.of("Hello"),
                List.of(),
                JsonValue.EMPTY_JSON_OBJECT,
                "en");
    }

    @Test
    void each_conversation_is_answered_for_and_what_failed_three_times_says_why()
            throws InterruptedException, ExecutionException {
        Unreliable model = new Unreliable(0.2, new Random(20));
        Analyst analyst = model.analyst();
        int unanswered = 0;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Answers>> all = IntStream.range(0, CONVERSATIONS)
                    .<Callable<Answers>>mapToObj(number -> () -> analyst.answer(questions(number)))
                    .toList();
            for (Future<Answers> each : threads.invokeAll(all)) {
                Answers answers = each.get();
                boolean failed = answers.problem().isPresent();
                unanswered += failed ? 1 : 0;
                assertEquals(failed ? Verdict.Result.UNKNOWN : Verdict.Result.SUCCESS, answers.success());
                answers.problem().ifPresent(UnreliableModelTest::tellsWhy);
            }
        }
        // One in 125 fails three times.
        assertTrue(unanswered > 2 && unanswered < 50, unanswered + " were not answered");
        assertTrue(
                model.asked.get() > CONVERSATIONS * 1.2 && model.asked.get() < CONVERSATIONS * 1.3,
                "it was asked " + model.asked.get() + " times");
    }

    private static void tellsWhy(String problem) {
        assertTrue(
                problem.equals("The model unreliable failed: It is away.")
                        || problem.equals("The model unreliable did not answer as it was asked to, 3 times."),
                problem);
    }
}
