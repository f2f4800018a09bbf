package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.UserSaid;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The agent thinks ahead while it is not sure yet that the caller is done. */
class SpeculationTest {
    private final Rehearsal rehearsal = new Rehearsal();

    @BeforeEach
    void begin() {
        rehearsal.manners = SomeManners.speculating();
        rehearsal.firstMessage = "";
        rehearsal.begin();
    }

    @Test
    void the_model_is_asked_as_soon_as_words_settle() {
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(260);
        assertEquals(1, rehearsal.model.prompts.size());
        assertEquals(
                new Message.UserSaid("when are you open"),
                rehearsal.model.prompts.getFirst().dialogue().getLast());
    }

    @Test
    void nothing_is_said_or_told_before_the_turn_is_decided() {
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(460);
        assertTrue(rehearsal.news(AgentBegan.class).isEmpty());
        assertTrue(rehearsal.news(AgentTextGrew.class).isEmpty());
        assertTrue(rehearsal.news(UserSaid.class).isEmpty());
        assertTrue(rehearsal.synthesizer.spoken.isEmpty());
    }

    @Test
    void once_it_is_decided_all_that_was_thought_is_said_at_once() {
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(480);
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
        assertEquals(1, rehearsal.model.prompts.size());
    }

    @Test
    void what_comes_after_the_decision_is_said_as_it_comes() {
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        rehearsal.model.speaks().text("At nine. ");
        rehearsal.silence(300);
        rehearsal.model.speaks().text("And on Sundays at ten.");
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.settle();
        rehearsal.silence(1200);
        assertEquals(
                "At nine. And on Sundays at ten.",
                rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void a_caller_who_goes_on_makes_the_thought_void() {
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        rehearsal.model.willAnswer("On Sundays at ten.");
        rehearsal.callerSpeaks("on sundays", 400);
        rehearsal.silence(600);
        assertEquals(List.of("On Sundays at ten."), rehearsal.synthesizer.spoken);
        assertEquals(
                "when are you open on sundays", rehearsal.last(UserSaid.class).words());
        assertEquals(1, rehearsal.model.cancelled);
    }

    @Test
    void late_words_of_a_void_thought_are_never_heard() {
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        var former = rehearsal.model.speaks();
        rehearsal.callerSpeaks("on sundays", 400);
        rehearsal.silence(600);
        former.text("At nine. ");
        former.finished(Usage.UNKNOWN);
        rehearsal.settle();
        assertTrue(rehearsal.synthesizer.spoken.isEmpty());
    }

    @Test
    void tools_are_not_used_for_a_thought() {
        rehearsal.model.willAnswer(new ToolUse("1", "look", "{}"));
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(460);
        assertTrue(rehearsal.toolBox.asked.isEmpty());
        rehearsal.silence(40);
        assertEquals(1, rehearsal.toolBox.asked.size());
    }

    @Test
    void a_note_that_comes_in_between_makes_the_thought_void() {
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        rehearsal.call().note("", "today is a holiday");
        rehearsal.model.willAnswer("Not today.");
        rehearsal.silence(300);
        assertEquals(List.of("Not today."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_thought_that_failed_is_thought_again_when_it_is_wanted() {
        rehearsal.model.willAnswer(new LanguageFailure("fake", "overloaded", true));
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(600);
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_typed_message_takes_the_place_of_a_thought() {
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        rehearsal.model.willAnswer("Hello.");
        rehearsal.callerTypes("hi");
        assertEquals(List.of("Hello."), rehearsal.synthesizer.spoken);
    }
}
