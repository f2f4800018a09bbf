package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentSaid;
import antiphon.call.Manners.Fillers;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The agent gains time while it thinks. */
class FillerTest {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Rehearsal rehearsal = new Rehearsal();

    private void ask(Manners manners) {
        rehearsal.manners = manners;
        rehearsal.firstMessage = "";
        rehearsal.begin();
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(500);
    }

    @Test
    void an_agent_that_thinks_for_long_says_so() {
        ask(SomeManners.filling(SOON, 1, "Let me see."));
        rehearsal.silence(960);
        assertTrue(rehearsal.synthesizer.spoken.isEmpty());
        rehearsal.silence(40);
        assertEquals(List.of("Let me see."), rehearsal.synthesizer.spoken);
    }

    @Test
    void an_answer_in_time_needs_no_filler() {
        ask(SomeManners.filling(SOON, 1, "Let me see."));
        rehearsal.model.speaks().text("At nine.");
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.silence(3000);
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
    }

    @Test
    void fillers_are_said_one_after_the_other_and_no_more_than_allowed() {
        ask(SomeManners.filling(SOON, 2, "Let me see.", "One moment.", "Nearly."));
        rehearsal.silence(9000);
        assertEquals(List.of("Let me see.", "One moment."), rehearsal.synthesizer.spoken);
    }

    @Test
    void the_answer_follows_the_filler_and_both_were_said() {
        ask(SomeManners.filling(SOON, 1, "Let me see."));
        rehearsal.silence(1200);
        rehearsal.model.speaks().text("At nine.");
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.silence(1200);
        assertEquals("Let me see. At nine.", rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void a_tool_that_takes_long_is_bridged_as_well() {
        ask(SomeManners.filling(SOON, 1, "Let me see."));
        rehearsal.model.speaks().wantsTool(new ToolUse("1", "look", "{}"));
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.silence(1100);
        assertEquals(List.of("Let me see."), rehearsal.synthesizer.spoken);
    }

    @Test
    void nothing_is_filled_before_the_caller_has_spoken_where_the_agent_is_told_so() {
        rehearsal.manners =
                SomeManners.with(new Fillers(Optional.of(SOON), List.of("Hm."), 1, false, Optional.empty(), true));
        rehearsal.firstMessage = "";
        rehearsal.begin();
        rehearsal.silence(9000);
        assertEquals(1, rehearsal.model.prompts.size());
        assertTrue(rehearsal.synthesizer.spoken.isEmpty());
    }

    @Test
    void a_model_may_think_of_the_filler() {
        ask(SomeManners.with(
                new Fillers(Optional.of(SOON), List.of("Hm."), 1, false, Optional.of("Gain time."), false)));
        rehearsal.model.willAnswer("Opening hours, let me see.");
        rehearsal.silence(1000);
        assertEquals("Gain time.", rehearsal.model.prompts.getLast().instructions());
        assertEquals(List.of("Opening hours, let me see."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_model_that_cannot_think_of_a_filler_leaves_the_prepared_one() {
        ask(SomeManners.with(
                new Fillers(Optional.of(SOON), List.of("Hm."), 1, false, Optional.of("Gain time."), false)));
        rehearsal.model.willAnswer(new LanguageFailure("fake", "broke", true));
        rehearsal.silence(1000);
        assertEquals(List.of("Hm."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_caller_who_cuts_into_a_filler_is_answered() {
        ask(SomeManners.filling(SOON, 1, "Let me see, that is a good question."));
        rehearsal.silence(1000);
        rehearsal.model.willAnswer("Yes?");
        rehearsal.callerSpeaks("wait", 400);
        rehearsal.silence(600);
        assertEquals("Yes?", rehearsal.synthesizer.spoken.getLast());
        assertTrue(rehearsal.news(AgentSaid.class).getFirst().cutOff());
    }
}
