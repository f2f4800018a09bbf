package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.HandedBack;
import antiphon.call.CallNews.PlanChanged;
import antiphon.call.CallNews.TakenOver;
import antiphon.call.CallNews.TransferWanted;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Somebody else takes the agent's place: another plan, a human, another line. */
class SuccessionTest {
    private final Rehearsal rehearsal = new Rehearsal();

    private void askForAnother(Object... before) {
        rehearsal.begin();
        rehearsal.silence(400);
        Object[] pieces = new Object[before.length + 1];
        System.arraycopy(before, 0, pieces, 0, before.length);
        pieces[before.length] = new ToolUse("1", "transfer", "{}");
        rehearsal.model.willAnswer(pieces);
        rehearsal.callerTypes("the sales department please");
    }

    private void becomes(String instructions, String language, Optional<String> message) {
        var then = new Then.Become(rehearsal.plan(instructions, language), message);
        rehearsal.toolBox.answers("transfer", new Answer("done", false, then));
        rehearsal.settle();
    }

    @Test
    void another_plan_answers_at_once_when_it_has_nothing_prepared() {
        askForAnother();
        rehearsal.model.willAnswer("Sales here.");
        becomes("Sell.", "en", Optional.empty());
        assertEquals("Sell.", rehearsal.model.prompts.getLast().instructions());
        assertEquals("Sales here.", rehearsal.synthesizer.spoken.getLast());
        assertEquals("Sell.", rehearsal.last(PlanChanged.class).plan().instructions());
    }

    @Test
    void what_another_plan_has_prepared_is_said_first() {
        askForAnother();
        becomes("Sell.", "en", Optional.of("Welcome to sales."));
        assertEquals("Welcome to sales.", rehearsal.synthesizer.spoken.getLast());
        assertEquals(1, rehearsal.model.prompts.size());
    }

    @Test
    void the_former_agent_is_heard_out_before_another_speaks() {
        askForAnother("I will connect you.");
        becomes("Sell.", "en", Optional.of("Welcome to sales."));
        assertFalse(rehearsal.synthesizer.spoken.contains("Welcome to sales."));
        rehearsal.silence(600);
        assertEquals("Welcome to sales.", rehearsal.synthesizer.spoken.getLast());
    }

    @Test
    void the_dialogue_goes_on_under_another_plan() {
        askForAnother();
        rehearsal.model.willAnswer("Sales here.");
        becomes("Sell.", "en", Optional.empty());
        var dialogue = rehearsal.model.prompts.getLast().dialogue();
        assertEquals(new Message.AgentSaid("Hello."), dialogue.getFirst());
        assertEquals(new Message.UserSaid("the sales department please"), dialogue.get(1));
    }

    @Test
    void another_language_opens_the_ears_anew() {
        askForAnother();
        rehearsal.model.willAnswer("Guten Tag.");
        becomes("Sei freundlich.", "de", Optional.empty());
        assertTrue(rehearsal.recognizer.open);
        assertEquals(2, rehearsal.recognizer.openings);
        assertEquals("de", rehearsal.model.prompts.getLast().language());
    }

    @Test
    void the_same_language_leaves_the_ears_open() {
        askForAnother();
        becomes("Sell.", "en", Optional.of("Welcome."));
        assertEquals(1, rehearsal.recognizer.openings);
    }

    @Test
    void words_of_a_closed_ear_are_not_heard() {
        askForAnother();
        rehearsal.model.willAnswer("Guten Tag.");
        var former = rehearsal.recognizer.listener();
        becomes("Sei freundlich.", "de", Optional.empty());
        rehearsal.silence(600);
        former.heard(antiphon.speech.SpeechRecognizer.Words.settled("late"));
        rehearsal.settle();
        rehearsal.silence(2000);
        assertEquals(1, rehearsal.news(UserSaid.class).size());
    }

    @Test
    void a_caller_who_cuts_in_is_answered_by_the_other_plan() {
        askForAnother("I will connect you with our sales department right now.");
        becomes("Sell.", "en", Optional.of("Welcome to sales."));
        rehearsal.model.willAnswer("Sales here.");
        rehearsal.callerSpeaks("wait", 400);
        rehearsal.silence(600);
        assertEquals("Sell.", rehearsal.model.prompts.getLast().instructions());
        assertEquals("Sales here.", rehearsal.synthesizer.spoken.getLast());
    }

    @Test
    void a_transfer_is_wanted_once_the_agent_was_heard_out() {
        askForAnother("I will connect you.");
        rehearsal.toolBox.answers("transfer", new Answer("done", false, new Then.Transfer("+49301234")));
        rehearsal.settle();
        assertTrue(rehearsal.news(TransferWanted.class).isEmpty());
        rehearsal.silence(600);
        assertEquals("+49301234", rehearsal.last(TransferWanted.class).destination());
    }

    @Test
    void a_tool_that_brings_its_own_words_has_them_said() {
        askForAnother();
        rehearsal.toolBox.answers("transfer", new Answer("done", false, new Then.BeQuiet(), "One moment."));
        rehearsal.settle();
        assertEquals("One moment.", rehearsal.synthesizer.spoken.getLast());
        assertEquals(1, rehearsal.model.prompts.size());
    }

    @Test
    void a_caller_who_asked_for_a_moment_is_left_in_peace() {
        askForAnother();
        rehearsal.toolBox.answers("transfer", new Answer("done", false, new Then.BeQuiet()));
        rehearsal.silence(60_000);
        assertEquals(1, rehearsal.model.prompts.size());
    }

    @Test
    void a_human_who_takes_over_silences_the_agent() {
        rehearsal.firstMessage = "Welcome to the harbor. How may I help you today?";
        rehearsal.begin();
        rehearsal.silence(200);
        rehearsal.call().takeOver();
        rehearsal.settle();
        assertTrue(rehearsal.last(AgentSaid.class).cutOff());
        assertEquals(1, rehearsal.news(AgentInterrupted.class).size());
        assertEquals(1, rehearsal.news(TakenOver.class).size());
    }

    @Test
    void while_a_human_speaks_for_it_the_agent_hears_but_does_not_answer() {
        takeOver();
        rehearsal.callerSpeaks("is anybody there", 400);
        rehearsal.silence(30_000);
        assertEquals("is anybody there", rehearsal.last(UserSaid.class).words());
        assertTrue(rehearsal.model.prompts.isEmpty());
    }

    @Test
    void what_a_human_says_are_the_agent_s_words() {
        takeOver();
        rehearsal.call().say("Anna here.");
        rehearsal.call().say("How may I help?");
        rehearsal.settle();
        rehearsal.silence(1000);
        assertEquals(
                List.of("Hello.", "Anna here.", "How may I help?"),
                rehearsal.news(AgentSaid.class).stream().map(AgentSaid::heard).toList());
    }

    @Test
    void an_agent_that_is_given_the_call_back_knows_what_was_said() {
        takeOver();
        rehearsal.call().say("Anna here.");
        rehearsal.settle();
        rehearsal.silence(600);
        rehearsal.call().handBack();
        rehearsal.model.willAnswer("Yes?");
        rehearsal.callerTypes("thank you anna");
        assertEquals("Yes?", rehearsal.synthesizer.spoken.getLast());
        assertTrue(rehearsal.model.prompts.getLast().dialogue().contains(new Message.AgentSaid("Anna here.")));
        assertEquals(1, rehearsal.news(HandedBack.class).size());
    }

    @Test
    void a_human_may_be_interrupted_like_the_agent() {
        takeOver();
        rehearsal.call().say("Anna here, and I have a long story to tell you.");
        rehearsal.settle();
        rehearsal.callerSpeaks("stop", 400);
        assertTrue(rehearsal.last(AgentSaid.class).cutOff());
    }

    private void takeOver() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.call().takeOver();
        rehearsal.settle();
    }
}
