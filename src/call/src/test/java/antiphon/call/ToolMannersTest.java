package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.Ambience;
import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallPlan.ToolManner;
import antiphon.call.CallPlan.ToolManner.Interruptible;
import antiphon.call.CallPlan.ToolSound;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a call does around the use of a tool. */
class ToolMannersTest {
    private final Rehearsal rehearsal = new Rehearsal();
    private final ToolUse pay = new ToolUse("use1", "pay", "{}");
    private final ToolUse look = new ToolUse("use2", "look", "{}");

    private void ask(Object... answer) {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(answer);
        rehearsal.callerSpeaks("please pay", 400);
        rehearsal.silence(500);
    }

    private void manner(boolean afterSpeech, Interruptible interruptible) {
        rehearsal.toolManners.add(new ToolManner("pay", "", afterSpeech, interruptible));
    }

    private void answer(String tool, Object... next) {
        rehearsal.model.willAnswer(next);
        rehearsal.toolBox.answers(tool, Answer.of("done"));
        rehearsal.settle();
    }

    @Test
    void a_tool_waits_until_what_was_said_before_is_heard_out() {
        manner(true, Interruptible.ALWAYS);
        ask("I will pay this now. ", pay, look);
        assertEquals(List.of("look"), List.copyOf(rehearsal.toolBox.asked.keySet()));
        assertEquals(List.of(new ToolWanted(2, look)), rehearsal.news(ToolWanted.class));
        rehearsal.silence(200);
        assertFalse(rehearsal.toolBox.asked.containsKey("pay"));
        rehearsal.silence(300);
        assertEquals(List.of("look", "pay"), List.copyOf(rehearsal.toolBox.asked.keySet()));
        rehearsal.toolBox.answers("look", Answer.of("seen"));
        answer("pay", "It is paid.");
        rehearsal.silence(400);
        assertEquals(
                "I will pay this now. It is paid.",
                rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void a_tool_that_waits_is_used_at_once_when_there_is_nothing_to_hear() {
        manner(true, Interruptible.ALWAYS);
        ask(pay);
        assertTrue(rehearsal.toolBox.asked.containsKey("pay"));
    }

    @Test
    void a_tool_that_waits_is_never_used_when_the_caller_cuts_in() {
        manner(true, Interruptible.ALWAYS);
        ask("I will pay this now, unless you tell me not to.", pay);
        rehearsal.callerSpeaks("stop", 400);
        rehearsal.silence(1500);
        assertTrue(rehearsal.last(AgentInterrupted.class).turn() == 2);
        assertTrue(rehearsal.toolBox.asked.isEmpty());
        assertTrue(rehearsal.news(ToolWanted.class).isEmpty());
    }

    @Test
    void a_tool_that_waits_in_a_conversation_of_text_waits_for_nothing() {
        manner(true, Interruptible.ALWAYS);
        rehearsal.textOnly = true;
        rehearsal.begin();
        rehearsal.model.willAnswer("I will pay this now.", pay);
        rehearsal.callerTypes("please pay");
        assertTrue(rehearsal.toolBox.asked.containsKey("pay"));
    }

    @Test
    void a_caller_cannot_cut_in_while_such_a_tool_is_used_but_can_afterwards() {
        manner(false, Interruptible.NOT_WHILE_USED);
        ask("Wait.", pay);
        rehearsal.callerSpeaks("stop", 600);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
        answer("pay", "It is paid, and here is a long story about it.");
        rehearsal.silence(200);
        rehearsal.callerSpeaks("stop", 400);
        assertEquals(2, rehearsal.last(AgentInterrupted.class).turn());
    }

    @Test
    void what_is_said_while_such_a_tool_is_used_is_not_answered() {
        manner(false, Interruptible.NOT_WHILE_USED);
        ask(pay);
        rehearsal.callerSpeaks("stop", 600);
        rehearsal.silence(800);
        answer("pay", "Paid.");
        rehearsal.silence(1500);
        assertEquals(2, rehearsal.model.prompts.size());
    }

    @Test
    void a_turn_may_have_to_be_heard_out_once_a_tool_was_used_in_it() {
        manner(false, Interruptible.NOT_ONCE_USED);
        ask(pay);
        answer("pay", "It is paid, and here is a long story about it.");
        rehearsal.callerSpeaks("stop", 400);
        rehearsal.silence(1000);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
        rehearsal.model.willAnswer("Hm? Here is another story that takes long.");
        rehearsal.callerSpeaks("what", 400);
        rehearsal.silence(600);
        rehearsal.callerSpeaks("stop", 400);
        assertEquals(3, rehearsal.last(AgentInterrupted.class).turn());
    }

    @Test
    void until_a_tool_that_waits_is_used_the_caller_may_cut_in() {
        manner(true, Interruptible.NOT_WHILE_USED);
        ask("I will pay this now, unless you tell me not to.", pay);
        rehearsal.callerSpeaks("stop", 400);
        assertEquals(2, rehearsal.last(AgentInterrupted.class).turn());
    }

    @Test
    void a_tool_is_announced_when_the_model_says_nothing_itself() {
        rehearsal.toolManners.add(new ToolManner("pay", "One moment.", true, Interruptible.ALWAYS));
        ask(pay);
        assertEquals("One moment.", rehearsal.synthesizer.spoken.getLast());
        rehearsal.silence(300);
        answer("pay", "It is paid.");
        assertEquals(
                "One moment. It is paid.", rehearsal.last(AgentResponded.class).text());
        assertEquals(
                "AgentUsedTools[text=One moment., uses=[" + pay + "]]",
                rehearsal.dialogue().get(2));
    }

    @Test
    void a_tool_is_not_announced_twice() {
        rehearsal.toolManners.add(new ToolManner("pay", "One moment.", false, Interruptible.ALWAYS));
        ask("Let me pay.", pay);
        assertEquals("Let me pay.", rehearsal.synthesizer.spoken.getLast());
    }

    private void sound(boolean inAnyCase, boolean afterSpeech) {
        rehearsal.toolManners.add(new ToolManner(
                "pay",
                "",
                afterSpeech,
                Interruptible.ALWAYS,
                Optional.of(new ToolSound(Ambience.Preset.TYPING, inAnyCase))));
    }

    @Test
    void a_sound_is_heard_while_a_tool_is_used_and_words_follow_it_at_once() {
        sound(true, false);
        ask(pay);
        int before = rehearsal.line.frames;
        rehearsal.silence(1000);
        assertEquals(50, rehearsal.line.frames - before, 3);
        answer("pay", "Paid.");
        assertTrue(rehearsal.line.unheard().toMillis() <= 60 + 20 * "Paid.".length());
        rehearsal.silence(400);
        assertEquals("Paid.", rehearsal.last(AgentSaid.class).heard());
        int after = rehearsal.line.frames;
        rehearsal.silence(1000);
        assertEquals(after, rehearsal.line.frames);
        assertEquals(Optional.empty(), rehearsal.replay().departure());
    }

    @Test
    void the_sound_begins_when_the_agent_has_been_heard_out() {
        sound(false, false);
        ask("I will pay this now.", pay);
        int words = rehearsal.line.frames;
        rehearsal.silence(200);
        assertEquals(words, rehearsal.line.frames);
        rehearsal.silence(1000);
        assertTrue(rehearsal.line.frames > words);
        rehearsal.callerSpeaks("stop", 400);
        assertEquals("I will pay this now.", rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void some_sounds_are_heard_only_when_the_agent_has_said_something() {
        sound(false, false);
        ask(pay);
        int before = rehearsal.line.frames;
        rehearsal.silence(1000);
        assertEquals(before, rehearsal.line.frames);
    }

    @Test
    void a_tool_that_waits_for_silence_is_not_kept_waiting_by_the_sound_of_another() {
        sound(true, true);
        rehearsal.toolManners.add(new ToolManner(
                "look", "", false, Interruptible.ALWAYS, Optional.of(new ToolSound(Ambience.Preset.ELEVATOR1, true))));
        ask("Let me see.", look, pay);
        rehearsal.silence(1000);
        assertTrue(rehearsal.toolBox.asked.containsKey("pay"));
    }

    @Test
    void a_caller_who_asked_for_a_moment_is_spoken_to_when_it_has_passed() {
        rehearsal.manners = SomeManners.silenceEndsCall(Duration.ofSeconds(300));
        ask(new ToolUse("use3", "skip", "{}"));
        rehearsal.toolBox.answers(
                "skip", new Answer("ok", false, new Then.BeQuiet(Optional.of(Duration.ofSeconds(60)))));
        rehearsal.settle();
        rehearsal.silence(59_000);
        assertEquals(1, rehearsal.model.prompts.size());
        rehearsal.model.willAnswer("Are you back?");
        rehearsal.silence(2_000);
        assertEquals("Are you back?", rehearsal.synthesizer.spoken.getLast());
        rehearsal.silence(30_000);
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        assertEquals(3, rehearsal.model.prompts.size());
    }

    @Test
    void a_caller_who_speaks_before_his_moment_has_passed_is_answered_and_not_reminded_of_it() {
        ask(new ToolUse("use3", "skip", "{}"));
        rehearsal.toolBox.answers(
                "skip", new Answer("ok", false, new Then.BeQuiet(Optional.of(Duration.ofSeconds(5)))));
        rehearsal.settle();
        rehearsal.silence(2_000);
        rehearsal.model.willAnswer("Good.");
        rehearsal.callerSpeaks("here i am", 400);
        rehearsal.silence(6_000);
        assertEquals(2, rehearsal.model.prompts.size());
    }
}
