package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The caller cuts in, or leaves, at every phase of the agent's turn. */
class InterruptionPhasesTest {
    private final Rehearsal rehearsal = new Rehearsal();

    private void ask() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(500);
    }

    private void cutIn(String words) {
        rehearsal.callerSpeaks(words, 400);
        rehearsal.silence(600);
    }

    private void leave() {
        rehearsal.call().end(new CallEnd(Cause.CALLER_LEFT, "the caller hung up"));
        rehearsal.settle();
    }

    @Test
    void before_the_first_token_there_is_nothing_to_correct() {
        ask();
        cutIn("on sundays");
        assertEquals("", rehearsal.last(AgentSaid.class).text());
        assertEquals(2, rehearsal.model.prompts.size());
    }

    @Test
    void between_token_and_sound_nothing_was_heard() {
        ask();
        rehearsal.synthesizer.holds = true;
        rehearsal.model.speaks().text("We open at nine. And");
        rehearsal.settle();
        cutIn("on sundays");
        assertEquals("", rehearsal.last(AgentSaid.class).heard());
        assertEquals("We open at nine. And", rehearsal.last(AgentSaid.class).text());
        assertEquals(1, rehearsal.synthesizer.cancelled);
    }

    @Test
    void sound_that_is_made_too_late_is_not_played() {
        ask();
        rehearsal.synthesizer.holds = true;
        rehearsal.model.speaks().text("We open at nine. And");
        rehearsal.settle();
        cutIn("on sundays");
        int frames = rehearsal.line.frames;
        rehearsal.synthesizer.breathe();
        rehearsal.settle();
        assertEquals(frames, rehearsal.line.frames);
    }

    @Test
    void between_two_sentences_the_second_is_never_said() {
        ask();
        rehearsal.model.speaks().text("Yes. ");
        rehearsal.model.speaks().text("We");
        rehearsal.silence(200);
        cutIn("on sundays");
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.settle();
        assertEquals("Yes.", rehearsal.news(AgentSaid.class).get(1).heard());
        assertFalse(rehearsal.synthesizer.spoken.contains("We"));
    }

    @Test
    void while_a_tool_runs_it_is_cancelled_and_its_answer_is_ignored() {
        ask();
        rehearsal.model.speaks().wantsTool(new ToolUse("1", "look", "{}"));
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.silence(100);
        rehearsal.model.willAnswer("At ten.");
        cutIn("on sundays");
        rehearsal.toolBox.answers("look", new Answer("9", false, new Then.HangUp()));
        rehearsal.silence(600);
        assertEquals(1, rehearsal.toolBox.cancelled);
        assertEquals("At ten.", rehearsal.synthesizer.spoken.getLast());
        assertTrue(rehearsal.news(CallEnded.class).isEmpty());
    }

    @Test
    void while_the_agent_speaks_over_a_running_tool_only_what_was_heard_is_remembered() {
        ask();
        rehearsal.model.speaks().text("I will look that up in our book. It takes a while. ");
        rehearsal.model.speaks().wantsTool(new ToolUse("1", "look", "{}"));
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.silence(300);
        cutIn("never mind");
        String heard = rehearsal.news(AgentSaid.class).get(1).heard();
        var used = rehearsal.call().dialogue().messages().stream()
                .filter(Message.AgentUsedTools.class::isInstance)
                .map(Message.AgentUsedTools.class::cast)
                .findFirst()
                .orElseThrow();
        assertEquals(heard, used.text());
        assertTrue(heard.startsWith("I will"));
        assertTrue(used.text().length() < 40);
    }

    @Test
    void two_within_a_tenth_of_a_second_are_two_turns() {
        ask();
        rehearsal.model.willAnswer("What else?");
        rehearsal.callerTypes("stop");
        rehearsal.time(80);
        rehearsal.model.willAnswer("Very well.");
        rehearsal.callerTypes("no, go on");
        rehearsal.silence(600);
        assertEquals(2, rehearsal.news(AgentInterrupted.class).size());
        assertEquals("Very well.", rehearsal.last(AgentSaid.class).heard());
        assertEquals(
                List.of("when are you open", "stop", "no, go on"),
                rehearsal.news(UserSaid.class).stream().map(UserSaid::words).toList());
    }

    @Test
    void a_goodbye_that_is_cut_off_does_not_end_the_call() {
        ask();
        rehearsal.model.speaks().text("Goodbye and thank you for calling. ");
        rehearsal.model.speaks().wantsTool(new ToolUse("1", "end_call", "{}"));
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.settle();
        rehearsal.toolBox.answers("end_call", new Answer("ok", false, new Then.HangUp()));
        rehearsal.settle();
        rehearsal.model.willAnswer("Yes?");
        cutIn("wait a moment");
        assertTrue(rehearsal.news(CallEnded.class).isEmpty());
        assertEquals("Yes?", rehearsal.synthesizer.spoken.getLast());
    }

    @Test
    void the_caller_leaves_while_a_tool_runs() {
        ask();
        rehearsal.model.speaks().wantsTool(new ToolUse("1", "look", "{}"));
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.settle();
        leave();
        rehearsal.toolBox.answers("look", Answer.of("9"));
        rehearsal.settle();
        assertEquals(1, rehearsal.toolBox.cancelled);
        assertEquals(1, rehearsal.news(CallEnded.class).size());
        assertEquals(1, rehearsal.model.prompts.size());
    }

    @Test
    void the_caller_leaves_while_the_agent_speaks() {
        ask();
        rehearsal.model.speaks().text("We open at nine in the morning. ");
        rehearsal.silence(300);
        leave();
        AgentSaid said = rehearsal.last(AgentSaid.class);
        assertTrue(said.cutOff());
        assertTrue("We open at nine in the morning.".startsWith(said.heard()));
        assertFalse(rehearsal.line.playedAfterEnd);
    }

    @Test
    void the_caller_leaves_while_the_agent_thinks_of_a_turn_not_yet_decided() {
        rehearsal.manners = SomeManners.speculating();
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        leave();
        assertEquals(1, rehearsal.model.cancelled);
        assertFalse(rehearsal.recognizer.open);
    }

    @Test
    void a_caller_who_only_nods_does_not_interrupt() {
        rehearsal.manners = SomeManners.ignoring("mhm", "okay", "i see");
        ask();
        rehearsal.model.speaks().text("We open at nine in the morning and close late at night. ");
        rehearsal.callerSpeaks("Mhm, okay.", 400);
        rehearsal.silence(300);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
        rehearsal.silence(3000);
        assertEquals(1, rehearsal.news(UserSaid.class).size());
    }

    @Test
    void a_caller_whose_first_words_are_more_than_a_nod_interrupts_as_soon_as_they_are_known() {
        rehearsal.manners = SomeManners.ignoring("mhm", "okay");
        ask();
        rehearsal.model.speaks().text("We open at nine in the morning and close late at night. ");
        rehearsal.callerSpeaks("okay but on sundays", 400);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
        rehearsal.recognizer.says(antiphon.speech.SpeechRecognizer.Words.interim("okay but"));
        rehearsal.settle();
        assertEquals(1, rehearsal.news(AgentInterrupted.class).size());
    }

    @Test
    void a_recognizer_without_interim_words_tells_a_nod_from_a_wish_when_they_settle() {
        rehearsal.manners = SomeManners.ignoring("mhm", "okay");
        ask();
        rehearsal.model.speaks().text("We open at nine in the morning and close late at night. ");
        rehearsal.callerSpeaks("on sundays", 400);
        rehearsal.silence(240);
        assertEquals(1, rehearsal.news(AgentInterrupted.class).size());
        rehearsal.silence(500);
        assertEquals("on sundays", rehearsal.last(UserSaid.class).words());
    }

    @Test
    void nobody_nods_for_longer_than_a_second() {
        rehearsal.manners = SomeManners.ignoring("mhm", "okay");
        ask();
        rehearsal.model.speaks().text("We open at nine in the morning and close late at night, every day. ");
        rehearsal.callerSpeaks("let me tell you something", 1300);
        assertEquals(1, rehearsal.news(AgentInterrupted.class).size());
    }

    @Test
    void what_is_said_over_a_first_message_may_count_afterwards() {
        var usual = Manners.DEFAULT.interruptions();
        rehearsal.manners = SomeManners.with(new Manners.Interruptions(usual.voice(), false, usual.ignored(), true));
        rehearsal.firstMessage = "Welcome to the harbor.";
        rehearsal.begin();
        rehearsal.callerSpeaks("when are you open", 300);
        rehearsal.silence(1200);
        assertFalse(rehearsal.news(AgentSaid.class).getFirst().cutOff());
        assertEquals("when are you open", rehearsal.last(UserSaid.class).words());
    }
}
