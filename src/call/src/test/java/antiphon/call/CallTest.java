package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ProviderFailed;
import antiphon.call.CallNews.TurnJudged;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.CallNews.UserIsSaying;
import antiphon.call.CallNews.UserSaid;
import antiphon.language.LanguageFailure;
import antiphon.language.Message;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.SpeechUnavailable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CallTest {
    private final Rehearsal rehearsal = new Rehearsal();
    private final ToolUse hours = new ToolUse("use1", "opening_hours", "{\"day\":\"saturday\"}");

    @Test
    void the_first_message_is_spoken_as_turn_one_and_remembered_when_heard() {
        rehearsal.begin();
        assertEquals(List.of("Hello."), rehearsal.synthesizer.spoken);
        assertEquals(1, rehearsal.line.lastTurn);
        assertTrue(rehearsal.news(AgentSaid.class).isEmpty());
        rehearsal.silence(200);
        assertEquals("Hello.", rehearsal.last(AgentSaid.class).heard());
        assertFalse(rehearsal.last(AgentSaid.class).cutOff());
    }

    @Test
    void without_a_first_message_the_agent_waits_and_the_caller_has_turn_one() {
        rehearsal.firstMessage = "";
        rehearsal.begin();
        rehearsal.model.willAnswer("Good morning.");
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(600);
        assertEquals(1, rehearsal.last(UserSaid.class).turn());
        assertEquals(1, rehearsal.last(AgentResponded.class).turn());
    }

    @Test
    void a_question_is_answered_sentence_by_sentence_with_the_dialogue_in_mind() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer("We open at ", "nine. We clo", "se at five.");
        rehearsal.callerSpeaks("when are you open", 800);
        rehearsal.silence(600);
        assertEquals(List.of("Hello.", "We open at nine.", "We close at five."), rehearsal.synthesizer.spoken);
        assertEquals(
                List.of(new Message.AgentSaid("Hello."), new Message.UserSaid("when are you open")),
                rehearsal.model.prompts.getFirst().dialogue());
        rehearsal.silence(1000);
        assertEquals(
                "We open at nine. We close at five.",
                rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void interim_words_are_told_for_the_turn_that_will_begin_with_them() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.recognizer.says(Words.interim("when are"));
        rehearsal.settle();
        assertEquals(new UserIsSaying(2, "when are"), rehearsal.last(UserIsSaying.class));
    }

    @Test
    void how_likely_the_caller_is_done_is_told_once_for_the_same_words() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("when and", 400);
        rehearsal.silence(600);
        assertEquals(List.of(new TurnJudged(2, 0.1)), rehearsal.news(TurnJudged.class));
    }

    @Test
    void every_stage_of_a_turn_is_measured() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when", 400);
        rehearsal.silence(1000);
        TurnTimeline line = rehearsal.last(TurnMeasured.class).timeline();
        assertEquals(Duration.ofMillis(240), TurnTimeline.between(line.voiceEnded(), line.wordsSettled()));
        assertEquals(Duration.ofMillis(480), TurnTimeline.between(line.voiceEnded(), line.turnDecided()));
        assertEquals(Duration.ZERO, TurnTimeline.between(line.turnDecided(), line.firstSound()));
        assertNotNull(line.firstToken());
    }

    @Test
    void tools_wanted_together_are_used_together_and_answered_in_one_go() {
        rehearsal.tools.add(new ToolDescription("opening_hours", "When the shop is open", "{}"));
        ToolUse prices = new ToolUse("use2", "prices", "{}");
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer("Let me look. ", hours, prices);
        rehearsal.callerSpeaks("saturday and prices", 400);
        rehearsal.silence(600);
        assertEquals(2, rehearsal.toolBox.asked.size());
        rehearsal.toolBox.answers("prices", ToolBox.Answer.of("{\"house\":18}"));
        rehearsal.settle();
        assertEquals(1, rehearsal.model.prompts.size());
        rehearsal.model.willAnswer("Until noon, and eighteen dollars.");
        rehearsal.toolBox.answers("opening_hours", ToolBox.Answer.of("{\"until\":\"12:00\"}"));
        rehearsal.settle();
        assertEquals(
                List.of(
                        "AgentUsedTools[text=Let me look., uses=[" + hours + ", " + prices + "]]",
                        "ToolAnswered[useId=use2, tool=prices, result={\"house\":18}, error=false]",
                        "ToolAnswered[useId=use1, tool=opening_hours, result={\"until\":\"12:00\"}, error=false]"),
                rehearsal.dialogue().subList(2, 5));
        assertEquals(
                "Let me look. Until noon, and eighteen dollars.",
                rehearsal.last(AgentResponded.class).text());
        rehearsal.silence(1200);
        assertEquals(
                "AgentSaid[text=Until noon, and eighteen dollars.]",
                rehearsal.dialogue().getLast());
    }

    @Test
    void an_interrupted_turn_cancels_its_tools_and_forgets_their_late_answers() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(hours);
        rehearsal.callerSpeaks("saturday?", 400);
        rehearsal.silence(600);
        rehearsal.callerTypes("never mind");
        assertEquals(1, rehearsal.toolBox.cancelled);
        int said = rehearsal.dialogue().size();
        rehearsal.toolBox.answers("opening_hours", ToolBox.Answer.of("late"));
        rehearsal.settle();
        assertEquals(said, rehearsal.dialogue().size());
    }

    @Test
    void a_tool_that_hangs_up_lets_the_agent_finish_its_sentence() {
        ToolUse endCall = new ToolUse("use1", "end_call", "{}");
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer("Goodbye.", endCall);
        rehearsal.callerSpeaks("bye", 400);
        rehearsal.silence(500);
        rehearsal.toolBox.answers("end_call", new ToolBox.Answer("ok", false, new ToolBox.Then.HangUp()));
        rehearsal.settle();
        assertTrue(rehearsal.news(CallEnded.class).isEmpty());
        rehearsal.silence(300);
        assertEquals("Goodbye.", rehearsal.last(AgentSaid.class).heard());
        assertEquals(Cause.AGENT_HUNG_UP, rehearsal.last(CallEnded.class).end().cause());
    }

    @Test
    void a_model_that_never_stops_wanting_tools_is_stopped() {
        rehearsal.tools.add(new ToolDescription("opening_hours", "When the shop is open", "{}"));
        rehearsal.textOnly = true;
        rehearsal.begin();
        for (int i = 0; i < Replying.ROUNDS_AT_MOST; i++) {
            rehearsal.model.willAnswer(hours);
        }
        rehearsal.callerTypes("hm");
        for (int i = 1; i < Replying.ROUNDS_AT_MOST; i++) {
            rehearsal.toolBox.answers("opening_hours", ToolBox.Answer.failed("closed"));
            rehearsal.settle();
        }
        assertTrue(rehearsal.model.prompts.getLast().tools().isEmpty());
    }

    @Test
    void a_model_that_fails_before_a_word_is_asked_once_more() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(new LanguageFailure("fake", "overloaded", true));
        rehearsal.model.willAnswer("Here I am.");
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(600);
        assertEquals("Here I am.", rehearsal.synthesizer.spoken.getLast());
        assertEquals("overloaded", rehearsal.last(ProviderFailed.class).what());
    }

    @Test
    void a_model_that_cannot_answer_ends_the_call_and_says_why() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(new LanguageFailure("fake", "the key is refused", false));
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(600);
        assertEquals(
                Manners.DEFAULT.patience().apology(), String.join(" ", rehearsal.synthesizer.spoken.subList(1, 3)));
        rehearsal.silence(1200);
        CallEnd end = Objects.requireNonNull(rehearsal.line.end);
        assertEquals(new CallEnd(Cause.MODEL_FAILED, "the language model failed: the key is refused", "fake"), end);
        assertTrue(end.failed());
    }

    @Test
    void when_a_voice_fails_the_next_one_says_the_sentence() {
        rehearsal.synthesizer.fails = true;
        rehearsal.begin();
        assertEquals(List.of("Hello."), rehearsal.secondSynthesizer.spoken);
        rehearsal.silence(200);
        assertEquals("Hello.", rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void when_every_voice_fails_the_call_ends() {
        rehearsal.synthesizer.fails = true;
        rehearsal.secondSynthesizer.fails = true;
        rehearsal.begin();
        assertEquals(
                Cause.SYNTHESIZER_FAILED, rehearsal.last(CallEnded.class).end().cause());
    }

    @Test
    void when_a_recognizer_fails_the_next_one_listens() {
        rehearsal.begin();
        rehearsal.recognizer.fails();
        rehearsal.settle();
        assertFalse(rehearsal.recognizer.open);
        assertTrue(rehearsal.secondRecognizer.open);
        rehearsal.silence(200);
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(600);
        assertEquals("hello", rehearsal.last(UserSaid.class).words());
        rehearsal.secondRecognizer.fails();
        rehearsal.settle();
        rehearsal.silence(1200);
        assertEquals(
                Cause.RECOGNIZER_FAILED, rehearsal.last(CallEnded.class).end().cause());
    }

    @Test
    void a_call_for_which_no_recognizer_has_room_is_refused() {
        rehearsal.recognizer.full = true;
        rehearsal.secondRecognizer.full = true;
        assertThrows(SpeechUnavailable.class, rehearsal::begin);
    }

    @Test
    void a_silent_caller_is_spoken_to_again() {
        rehearsal.begin();
        rehearsal.model.willAnswer("Are you still there?");
        rehearsal.silence(7400);
        assertEquals("Are you still there?", rehearsal.synthesizer.spoken.getLast());
        assertEquals(
                new Message.UserSaid("..."),
                rehearsal.model.prompts.getFirst().dialogue().getLast());
    }

    @Test
    void a_text_conversation_needs_no_sound_and_streams_its_words() {
        rehearsal.textOnly = true;
        rehearsal.begin();
        rehearsal.model.willAnswer("We open ", "at nine.");
        rehearsal.callerTypes("when are you open");
        assertEquals(
                List.of("Hello.", "We open ", "at nine."),
                rehearsal.news(AgentTextGrew.class).stream()
                        .map(AgentTextGrew::piece)
                        .toList());
        assertEquals("We open at nine.", rehearsal.last(AgentSaid.class).heard());
        assertEquals(0, rehearsal.line.frames);
    }

    @Test
    void a_note_is_read_by_the_model_and_a_later_one_takes_its_place() {
        rehearsal.textOnly = true;
        rehearsal.begin();
        rehearsal.call().note("page", "The caller looks at the cart.");
        rehearsal.call().note("page", "The caller looks at the checkout.");
        rehearsal.callerTypes("help");
        var dialogue = rehearsal.model.prompts.getFirst().dialogue();
        assertTrue(dialogue.contains(new Message.Noted("The caller looks at the checkout.")));
        assertFalse(dialogue.contains(new Message.Noted("The caller looks at the cart.")));
    }

    @Test
    void a_caller_who_hangs_up_ends_everything_and_nothing_more_is_heard() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(hours);
        rehearsal.callerSpeaks("saturday", 400);
        rehearsal.silence(600);
        rehearsal.call().end(new CallEnd(Cause.CALLER_LEFT, "the caller hung up"));
        rehearsal.call().end(new CallEnd(Cause.LINE_BROKEN, "too late"));
        rehearsal.settle();
        rehearsal.toolBox.answers("opening_hours", ToolBox.Answer.of("late"));
        rehearsal.silence(500);
        assertEquals(1, rehearsal.news(CallEnded.class).size());
        assertEquals(Cause.CALLER_LEFT, rehearsal.last(CallEnded.class).end().cause());
        assertFalse(rehearsal.line.playedAfterEnd);
        assertFalse(rehearsal.recognizer.open);
    }

    @Test
    void a_long_answer_is_not_made_far_ahead_of_the_callers_ear() {
        rehearsal.begin();
        rehearsal.silence(400);
        String sentence = "This sentence is made of quite a number of characters, so that it lasts. ";
        rehearsal.model.willAnswer(Collections.nCopies(20, sentence).toArray());
        rehearsal.callerSpeaks("tell me", 400);
        rehearsal.silence(600);
        assertTrue(rehearsal.line.unheard().compareTo(Speaking.AHEAD_AT_MOST.plusSeconds(2)) < 0);
        int made = rehearsal.synthesizer.spoken.size();
        rehearsal.silence(20_000);
        assertTrue(rehearsal.synthesizer.spoken.size() > made);
    }
}
