package antiphon.simulation.judging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.language.LanguageFailure;
import antiphon.simulation.Scripted;
import antiphon.simulation.judging.Judge.Question;
import antiphon.simulation.judging.Verdict.Result;
import antiphon.simulation.minds.Thinker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ThinkingJudgeTest {
    private final Scripted model = new Scripted("wise");
    private final ThinkingJudge judge = new ThinkingJudge(new Thinker(model));

    private Verdict judged(Object... answers) throws InterruptedException {
        Deque<Object> script = new ArrayDeque<>(List.of(answers));
        model.answers(prompt -> Objects.requireNonNull(script.poll()));
        return judge.judge(new Question(
                "Tells the hours.", "user: Hours?\n", "We open at nine.", List.of("At nine."), List.of(), 10));
    }

    @Test
    void a_verdict_is_read_out_of_whatever_stands_around_it() throws Exception {
        Verdict verdict =
                judged("Well:\n```json\n{\"result\": \"Success\", \"rationale\": \"It does.\", \"score\": 12}\n```");
        assertEquals(new Verdict(Result.SUCCESS, "It does.", 10), verdict);
    }

    @Test
    void the_judge_is_given_condition_evidence_subject_and_examples() throws Exception {
        judged("{\"result\":\"failure\",\"rationale\":\"No.\"}");
        String asked = Scripted.heard(model.prompts().getFirst());
        for (String part : List.of("Tells the hours.", "user: Hours?", "We open at nine.", "At nine.")) {
            assertTrue(asked.contains(part), part);
        }
        assertTrue(model.prompts().getFirst().instructions().contains("from 0 to 10"));
    }

    @Test
    void what_cannot_be_read_is_asked_again_once_and_then_is_unknown() throws Exception {
        assertEquals(Result.FAILURE, judged("Hm.", "{\"result\":\"no\"}").result());
        assertEquals(Result.UNKNOWN, judged("Hm.", "{\"result\":\"perhaps\"}").result());
    }

    @Test
    void a_judge_who_fails_says_why() throws Exception {
        LanguageFailure away = new LanguageFailure("wise", "no connection", false);
        Verdict verdict = judged(away);
        assertEquals(Result.UNKNOWN, verdict.result());
        assertEquals("Nobody could judge: The model wise failed: no connection", verdict.rationale());
        LanguageFailure busy = new LanguageFailure("wise", "busy", true);
        assertEquals(Result.SUCCESS, judged(busy, "{\"result\":\"success\"}").result());
    }
}
