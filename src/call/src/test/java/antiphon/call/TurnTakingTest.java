package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import antiphon.call.TurnDecision.Answer;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.Interrupt;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.TurnDecision.Nudge;
import antiphon.call.TurnDecision.Settle;
import antiphon.speech.SpeechRecognizer.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTakingTest {
    private static final Instant START = Rehearsal.START;
    private TurnTaking turns = new TurnTaking(Manners.DEFAULT, words -> !words.endsWith("and"), START);

    @Test
    void nothing_said_is_nothing_to_do() {
        assertEquals(new KeepListening(), turns.voice(false, at(20)));
    }

    @Test
    void a_pause_asks_the_recognizer_for_its_last_word_once() {
        turns.voice(true, at(20));
        assertEquals(new KeepListening(), turns.voice(false, at(240)));
        assertEquals(new Settle(), turns.voice(false, at(260)));
        assertEquals(new KeepListening(), turns.voice(false, at(280)));
    }

    @Test
    void a_finished_turn_is_answered_after_a_short_pause() {
        speakUntil(100, "when are you open");
        assertEquals(new KeepListening(), turns.voice(false, at(560)));
        assertEquals(new Answer("when are you open"), turns.voice(false, at(580)));
        assertEquals(new KeepListening(), turns.voice(false, at(600)));
    }

    @Test
    void an_unfinished_turn_is_waited_for() {
        speakUntil(100, "i would like a pound and");
        assertEquals(new KeepListening(), turns.voice(false, at(1280)));
        assertEquals(new Answer("i would like a pound and"), turns.voice(false, at(1300)));
    }

    @Test
    void a_turn_in_two_breaths_is_one_turn() {
        speakUntil(100, "i would like");
        speakUntil(500, "a pound of coffee");
        assertEquals(new Answer("i would like a pound of coffee"), turns.voice(false, at(1000)));
    }

    @Test
    void words_that_come_late_are_waited_for() {
        turns.voice(true, at(20));
        turns.voice(false, at(260));
        assertEquals(new KeepListening(), turns.voice(false, at(2000)));
        assertEquals(new Answer("hello"), turns.heard(Words.settled("hello"), at(2010)));
    }

    @Test
    void a_noise_without_words_is_no_turn() {
        speakUntil(100, "");
        assertEquals(new KeepListening(), turns.voice(false, at(2000)));
    }

    @Test
    void a_recognizer_that_never_answers_does_not_stop_time() {
        turns.voice(true, at(20));
        turns.voice(false, at(260));
        assertEquals(new KeepListening(), turns.voice(false, at(7020)));
        assertInstanceOf(Nudge.class, turns.voice(false, at(10_260)));
    }

    @Test
    void a_voice_over_the_agent_interrupts_after_its_time() {
        turns.agentBegins(true, at(0));
        assertEquals(new KeepListening(), turns.voice(true, at(20)));
        assertEquals(new KeepListening(), turns.voice(true, at(300)));
        assertEquals(new Interrupt(), turns.voice(true, at(320)));
    }

    @Test
    void a_voice_with_gaps_over_the_agent_does_not() {
        turns.agentBegins(true, at(0));
        turns.voice(true, at(20));
        turns.voice(false, at(200));
        turns.voice(true, at(220));
        assertEquals(new KeepListening(), turns.voice(true, at(420)));
    }

    @Test
    void an_agent_that_must_be_heard_out_is_not_listened_over() {
        turns.agentBegins(false, at(0));
        assertFalse(turns.listens());
        turns.voice(true, at(20));
        assertEquals(new KeepListening(), turns.voice(true, at(2000)));
    }

    @Test
    void a_remark_in_the_middle_of_the_agents_speech_fades() {
        turns.agentBegins(true, at(0));
        speakUntil(100, "uh huh");
        turns.agentFallsSilent(at(5000));
        assertEquals(new KeepListening(), turns.voice(false, at(5020)));
    }

    @Test
    void words_that_come_while_the_agent_nudges_but_were_spoken_before_are_answered() {
        turns.voice(true, at(20));
        turns.voice(false, at(260));
        assertInstanceOf(Nudge.class, turns.voice(false, at(10_260)));
        turns.agentBegins(true, at(10_260));
        turns.heard(Words.settled("hello"), at(10_400));
        turns.agentFallsSilent(at(13_000));
        assertEquals(new Answer("hello"), turns.voice(false, at(13_020)));
    }

    @Test
    void an_answer_given_while_the_agent_finishes_is_taken() {
        turns.agentBegins(true, at(0));
        speakUntil(100, "yes");
        turns.agentFallsSilent(at(900));
        assertEquals(new Answer("yes"), turns.voice(false, at(920)));
    }

    @Test
    void a_silent_caller_is_spoken_to_twice_and_then_left_in_peace() {
        turns.agentFallsSilent(at(0));
        assertEquals(new Nudge(), turns.at(at(7000)));
        turns.agentFallsSilent(at(8000));
        assertEquals(new Nudge(), turns.at(at(15000)));
        turns.agentFallsSilent(at(16000));
        assertEquals(new KeepListening(), turns.at(at(30000)));
    }

    @Test
    void activity_begins_the_time_out_anew() {
        turns.callerIsThere(at(6000));
        assertEquals(new KeepListening(), turns.at(at(7000)));
        assertEquals(new Nudge(), turns.at(at(13000)));
    }

    @Test
    void a_silence_that_lasts_ends_the_call_even_when_the_agent_speaks_in_between() {
        turns = new TurnTaking(manners(Optional.of(Duration.ofSeconds(20))), words -> true, START);
        turns.agentFallsSilent(at(0));
        assertEquals(new Nudge(), turns.at(at(7000)));
        turns.agentFallsSilent(at(9000));
        var hangUp = assertInstanceOf(HangUp.class, turns.at(at(20_000)));
        assertEquals(CallEnd.Cause.CALLER_SILENT, hangUp.end().cause());
    }

    @Test
    void the_longest_call_ends_whoever_speaks() {
        turns.agentBegins(true, at(0));
        var hangUp = assertInstanceOf(HangUp.class, turns.voice(true, at(600_000)));
        assertEquals(CallEnd.Cause.TIME_IS_UP, hangUp.end().cause());
    }

    /** The caller's last frame of voice is at this moment; the recognizer settles at once when asked. */
    private void speakUntil(int millis, String words) {
        turns.voice(true, at(millis));
        assertEquals(new Settle(), turns.voice(false, at(millis + 240)));
        turns.heard(Words.settled(words), at(millis + 240));
    }

    private static Manners manners(Optional<Duration> silenceEndsCall) {
        Manners usual = Manners.DEFAULT;
        return new Manners(
                usual.pauseSettles(),
                usual.pauseEndsTurn(),
                usual.pauseEndsUnfinishedTurn(),
                usual.voiceInterrupts(),
                true,
                usual.callerMayThink(),
                silenceEndsCall,
                usual.longestCall());
    }

    private static Instant at(int millis) {
        return START.plusMillis(millis);
    }
}
