package antiphon.simulation.judging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.simulation.SameWords;
import antiphon.simulation.judging.Judge.Question;
import antiphon.simulation.judging.Verdict.Result;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RuleJudgeTest {
    private final RuleJudge judge = new RuleJudge(Optional.of(new SameWords()));

    private Result result(String condition, String said, List<String> good, List<String> bad) {
        return judge.judge(new Question(condition, "", said, good, bad, 0)).result();
    }

    private Result result(String condition, String said) {
        return result(condition, said, List.of(), List.of());
    }

    @Test
    void words_that_are_quoted_must_be_said() {
        assertEquals(Result.SUCCESS, result("The agent mentions \"nine o'clock\".", "We open at Nine o'clock!"));
        assertEquals(Result.FAILURE, result("The agent mentions “nine o'clock”.", "We open at ten."));
        assertEquals(Result.FAILURE, result("Says 'nine'. Says 'ten'.", "At nine."));
    }

    @Test
    void words_that_are_quoted_after_a_no_must_not_be_said() {
        assertEquals(Result.SUCCESS, result("The agent must not say \"refund\".", "I can exchange it."));
        assertEquals(Result.FAILURE, result("The agent doesn’t promise a \"refund\".", "You get a refund."));
    }

    @Test
    void the_nearest_example_decides() {
        List<String> good = List.of("we open at nine on saturday");
        List<String> bad = List.of("i do not know when we open");
        assertEquals(Result.SUCCESS, result("Tells the hours.", "we open at nine on a saturday", good, bad));
        assertEquals(Result.FAILURE, result("Tells the hours.", "i do not know when it is we open", good, bad));
        assertEquals(Result.UNKNOWN, result("Tells the hours.", "bananas are yellow", good, bad));
    }

    @Test
    void what_is_very_near_to_the_condition_meets_it_and_nothing_is_known_of_the_rest() {
        assertEquals(Result.SUCCESS, result("we open at nine", "Hello there.\nwe open at nine"));
        assertEquals(Result.UNKNOWN, result("The agent is friendly.", "Go away."));
        assertEquals(Result.UNKNOWN, result("It is not that we open at nine", "It is not that we open at nine"));
    }

    @Test
    void without_an_embedder_only_quotes_are_judged() {
        RuleJudge plain = new RuleJudge(Optional.empty());
        Question question = new Question("we open", "", "we open", List.of("we open"), List.of(), 0);
        assertEquals(Result.UNKNOWN, plain.judge(question).result());
        assertTrue(plain.judge(question).rationale().contains("No language model"));
    }

    @Test
    void of_a_conversation_the_agents_words_are_judged() {
        String evidence = "user: Do you know 'nine'?\nagent: We open at ten.\n";
        assertEquals(
                Result.FAILURE,
                judge.judge(Question.conversation("The agent says 'nine'.", evidence))
                        .result());
        assertEquals(
                "The user spoke 1 times, the agent 1 times. The user began: Do you know 'nine'?",
                judge.summary(evidence));
        assertEquals(
                Result.FAILURE,
                judge.judge(Question.conversation("Friendly.", "user: Hello?\n"))
                        .result());
    }
}
