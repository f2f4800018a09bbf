package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ProviderFailed;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.Manners.Patience;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Providers fail at every phase of a call. */
class FailureTest {
    private static final LanguageFailure BROKEN = new LanguageFailure("fake", "broke", false);
    private static final String APOLOGY = "Sorry.";

    private final Rehearsal rehearsal = new Rehearsal();

    private void ask() {
        rehearsal.firstMessage = "";
        Patience usual = Patience.DEFAULT;
        rehearsal.manners = SomeManners.with(
                new Patience(usual.modelBegins(), usual.modelBeginsAtLast(), usual.soundComes(), APOLOGY));
        rehearsal.begin();
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(500);
    }

    @Test
    void when_a_model_fails_the_next_one_answers() {
        rehearsal.secondModelWaits = true;
        rehearsal.model.willAnswer(BROKEN);
        rehearsal.secondModel.willAnswer("At nine.");
        ask();
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
        assertEquals("fake", rehearsal.last(ProviderFailed.class).provider());
    }

    @Test
    void a_model_that_keeps_silent_is_not_waited_for_while_another_is_left() {
        rehearsal.secondModelWaits = true;
        ask();
        rehearsal.silence(3960);
        assertTrue(rehearsal.secondModel.prompts.isEmpty());
        rehearsal.secondModel.willAnswer("At nine.");
        rehearsal.silence(60);
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
        assertEquals(1, rehearsal.model.cancelled);
    }

    @Test
    void late_words_of_a_model_that_was_given_up_are_not_said() {
        rehearsal.secondModelWaits = true;
        ask();
        rehearsal.silence(4100);
        rehearsal.model.speaks().text("Too late.");
        rehearsal.model.speaks().finished(Usage.UNKNOWN);
        rehearsal.secondModel.speaks().text("At nine.");
        rehearsal.secondModel.speaks().finished(Usage.UNKNOWN);
        rehearsal.settle();
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
    }

    @Test
    void the_model_that_took_over_goes_on_answering() {
        rehearsal.secondModelWaits = true;
        rehearsal.model.willAnswer(BROKEN);
        rehearsal.secondModel.willAnswer("At nine.");
        ask();
        rehearsal.silence(400);
        rehearsal.secondModel.willAnswer("At five.");
        rehearsal.callerTypes("and when do you close");
        assertEquals("At five.", rehearsal.synthesizer.spoken.getLast());
        assertEquals(1, rehearsal.model.prompts.size());
    }

    @Test
    void the_last_model_has_more_time_and_then_the_agent_apologises() {
        ask();
        rehearsal.silence(30_000);
        assertTrue(rehearsal.synthesizer.spoken.isEmpty());
        rehearsal.silence(10_000);
        assertEquals(List.of(APOLOGY), rehearsal.synthesizer.spoken);
        rehearsal.silence(200);
        assertEquals(Cause.MODEL_SILENT, rehearsal.last(CallEnded.class).end().cause());
    }

    @Test
    void half_an_answer_stands_when_the_model_breaks_off() {
        rehearsal.secondModelWaits = true;
        ask();
        rehearsal.model.speaks().text("We open at nine. And we");
        rehearsal.model.speaks().failed(BROKEN);
        rehearsal.silence(1000);
        assertEquals("We open at nine. And we", rehearsal.last(AgentSaid.class).heard());
        assertNull(rehearsal.line.end);
        assertTrue(rehearsal.secondModel.prompts.isEmpty());
    }

    @Test
    void a_model_that_breaks_off_over_its_wish_for_a_tool_has_wished_for_nothing() {
        rehearsal.secondModelWaits = true;
        ask();
        rehearsal.model.speaks().wantsTool(new ToolUse("1", "look", "{}"));
        rehearsal.secondModel.willAnswer("At nine.");
        rehearsal.model.speaks().failed(BROKEN);
        rehearsal.settle();
        assertTrue(rehearsal.toolBox.asked.isEmpty());
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_model_that_fails_after_its_tools_have_answered_is_replaced() {
        rehearsal.secondModelWaits = true;
        rehearsal.model.willAnswer(new ToolUse("1", "look", "{}"));
        ask();
        rehearsal.model.willAnswer(BROKEN);
        rehearsal.secondModel.willAnswer("At nine.");
        rehearsal.toolBox.answers("look", ToolBox.Answer.of("9"));
        rehearsal.settle();
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_model_that_fails_while_the_caller_cuts_in_is_nobody_s_concern() {
        ask();
        var former = rehearsal.model.speaks();
        rehearsal.model.willAnswer("Hello.");
        rehearsal.callerTypes("hello");
        former.failed(BROKEN);
        rehearsal.settle();
        assertEquals(List.of("Hello."), rehearsal.synthesizer.spoken);
        assertNull(rehearsal.line.end);
    }

    @Test
    void a_voice_that_keeps_silent_is_not_waited_for() {
        rehearsal.synthesizer.holds = true;
        rehearsal.begin();
        rehearsal.silence(9_980);
        assertTrue(rehearsal.secondSynthesizer.spoken.isEmpty());
        rehearsal.silence(20);
        assertEquals(List.of("Hello."), rehearsal.secondSynthesizer.spoken);
        rehearsal.synthesizer.breathe();
        rehearsal.settle();
        rehearsal.silence(400);
        assertEquals(6, rehearsal.line.frames);
    }

    @Test
    void a_voice_that_breaks_in_the_middle_of_a_sentence_does_not_begin_it_anew() {
        rehearsal.firstMessage = "We are open from nine. Come in. ";
        rehearsal.synthesizer.fails = true;
        rehearsal.synthesizer.framesBeforeFailure = 5;
        rehearsal.begin();
        assertEquals(List.of("Come in."), rehearsal.secondSynthesizer.spoken);
    }

    @Test
    void the_only_voice_left_is_tried_once_more() {
        rehearsal.synthesizer.fails = true;
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.secondSynthesizer.fails = true;
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerTypes("when are you open");
        assertEquals(List.of("Hello.", "At nine.", "At nine."), rehearsal.secondSynthesizer.spoken);
        assertEquals(
                Cause.SYNTHESIZER_FAILED, rehearsal.last(CallEnded.class).end().cause());
    }

    @Test
    void a_recognizer_that_fails_while_the_agent_speaks_does_not_disturb_it() {
        rehearsal.begin();
        rehearsal.recognizer.fails();
        rehearsal.silence(400);
        assertEquals("Hello.", rehearsal.last(AgentSaid.class).heard());
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(600);
        assertEquals("hello", rehearsal.last(UserSaid.class).words());
    }

    @Test
    void a_recognizer_that_fails_in_the_middle_of_the_caller_s_words_is_replaced() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("when are", 400);
        rehearsal.recognizer.fails();
        rehearsal.callerSpeaks("you open", 400);
        rehearsal.silence(600);
        assertEquals("you open", rehearsal.last(UserSaid.class).words());
    }

    @Test
    void without_any_ear_the_agent_apologises_and_hangs_up() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.recognizer.fails();
        rehearsal.secondRecognizer.full = true;
        rehearsal.settle();
        assertEquals("I am sorry, something went wrong.", rehearsal.synthesizer.spoken.get(1));
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(2000);
        assertEquals(
                Cause.RECOGNIZER_FAILED, rehearsal.last(CallEnded.class).end().cause());
        assertTrue(rehearsal.news(UserSaid.class).isEmpty());
    }

    @Test
    void a_recognizer_that_never_settles_is_not_waited_for_longer_than_ten_seconds() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.recognizer.deaf = true;
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(10_000);
        rehearsal.recognizer.deaf = false;
        rehearsal.callerSpeaks("hello again", 400);
        rehearsal.silence(600);
        assertEquals("hello again", rehearsal.last(UserSaid.class).words());
    }

    @Test
    void last_words_that_nobody_can_say_do_not_keep_the_call_alive() {
        rehearsal.manners = SomeManners.with(
                new Patience(Duration.ofSeconds(4), Duration.ofSeconds(5), Duration.ofHours(1), APOLOGY));
        rehearsal.firstMessage = "";
        rehearsal.synthesizer.holds = true;
        rehearsal.begin();
        rehearsal.model.willAnswer(BROKEN);
        rehearsal.callerTypes("hello");
        rehearsal.silence(19_000);
        assertNull(rehearsal.line.end);
        rehearsal.silence(1_100);
        assertEquals(1, rehearsal.news(CallEnded.class).size());
    }
}
