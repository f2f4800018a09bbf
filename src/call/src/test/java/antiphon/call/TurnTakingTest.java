package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.TurnDecision.Answer;
import antiphon.call.TurnDecision.Forget;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.Interrupt;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.TurnDecision.Nudge;
import antiphon.call.TurnDecision.Settle;
import antiphon.call.TurnDecision.Speculate;
import antiphon.speech.SpeechRecognizer.Words;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTakingTest {
    private static final Instant START = Rehearsal.START;
    private TurnTaking turns = new TurnTaking(Manners.DEFAULT, words -> !words.endsWith("and"), START);
    private Instant heardLast = START;

    @Test
    void nothing_said_is_nothing_to_do() {
        assertEquals(new KeepListening(), voice(false, at(20)));
    }

    @Test
    void a_pause_asks_the_recognizer_for_its_last_word_once() {
        voice(true, at(20));
        assertEquals(new KeepListening(), voice(false, at(240)));
        assertEquals(new Settle(), voice(false, at(260)));
        assertEquals(new KeepListening(), voice(false, at(280)));
    }

    @Test
    void a_finished_turn_is_answered_after_a_short_pause() {
        speakUntil(100, "when are you open");
        assertEquals(new KeepListening(), voice(false, at(560)));
        assertEquals(new Answer("when are you open"), voice(false, at(580)));
        assertEquals(new KeepListening(), voice(false, at(600)));
    }

    @Test
    void a_pause_begins_where_the_voice_ended_and_not_where_the_detector_noticed() {
        turns.voice(true, Duration.ofMillis(60), at(80));
        turns.voice(true, Duration.ofMillis(60), at(180));
        turns.voice(false, Duration.ofMillis(100), at(200));
        assertEquals(at(100), turns.lastVoice());
        assertEquals(new Settle(), turns.at(at(340)));
        turns.heard(Words.settled("when are you open"), at(400));
        assertEquals(new KeepListening(), voice(false, at(560)));
        assertEquals(new Answer("when are you open"), voice(false, at(580)));
    }

    @Test
    void the_moment_at_which_a_pause_is_over_is_known_before() {
        assertEquals(Instant.MAX, turns.due());
        voice(true, at(100));
        voice(false, at(120));
        assertEquals(at(340), turns.due());
        assertEquals(new Settle(), turns.at(turns.due()));
        turns.heard(Words.settled("when are you open"), at(400));
        assertEquals(at(580), turns.due());
        assertEquals(new Answer("when are you open"), turns.at(turns.due()));
        assertEquals(Instant.MAX, turns.due());
    }

    @Test
    void an_unfinished_turn_is_waited_for() {
        speakUntil(100, "i would like a pound and");
        assertEquals(new KeepListening(), voice(false, at(1280)));
        assertEquals(new Answer("i would like a pound and"), voice(false, at(1300)));
    }

    @Test
    void a_turn_in_two_breaths_is_one_turn() {
        speakUntil(100, "i would like");
        speakUntil(500, "a pound of coffee");
        assertEquals(new Answer("i would like a pound of coffee"), voice(false, at(1000)));
    }

    @Test
    void words_that_come_late_are_waited_for() {
        voice(true, at(20));
        voice(false, at(260));
        assertEquals(new KeepListening(), voice(false, at(2000)));
        assertEquals(new Answer("hello"), turns.heard(Words.settled("hello"), at(2010)));
    }

    @Test
    void a_noise_without_words_is_no_turn() {
        speakUntil(100, "");
        assertEquals(new KeepListening(), voice(false, at(2000)));
    }

    @Test
    void a_recognizer_that_never_answers_does_not_stop_time() {
        voice(true, at(20));
        voice(false, at(260));
        assertEquals(new KeepListening(), voice(false, at(7020)));
        assertInstanceOf(Nudge.class, voice(false, at(10_260)));
    }

    @Test
    void a_voice_over_the_agent_interrupts_after_its_time() {
        turns.agentBegins(true, at(0));
        assertEquals(new KeepListening(), voice(true, at(20)));
        assertEquals(new KeepListening(), voice(true, at(300)));
        assertEquals(new Interrupt(), voice(true, at(320)));
    }

    @Test
    void a_voice_over_the_agent_counts_from_where_it_began() {
        turns.agentBegins(true, at(0));
        turns.voice(true, Duration.ofMillis(70), at(80));
        assertEquals(new KeepListening(), turns.voice(true, Duration.ofMillis(70), at(300)));
        assertEquals(new Interrupt(), turns.voice(true, Duration.ofMillis(70), at(310)));
    }

    @Test
    void a_voice_with_gaps_over_the_agent_does_not() {
        turns.agentBegins(true, at(0));
        voice(true, at(20));
        voice(false, at(200));
        voice(true, at(220));
        assertEquals(new KeepListening(), voice(true, at(420)));
    }

    @Test
    void an_agent_that_must_be_heard_out_is_not_listened_over() {
        turns.agentBegins(false, at(0));
        assertFalse(turns.listens());
        voice(true, at(20));
        assertEquals(new KeepListening(), voice(true, at(2000)));
    }

    @Test
    void a_remark_in_the_middle_of_the_agents_speech_fades() {
        turns.agentBegins(true, at(0));
        speakUntil(100, "uh huh");
        turns.agentFallsSilent(at(5000));
        assertEquals(new KeepListening(), voice(false, at(5020)));
    }

    @Test
    void words_that_come_while_the_agent_nudges_but_were_spoken_before_are_answered() {
        voice(true, at(20));
        voice(false, at(260));
        assertInstanceOf(Nudge.class, voice(false, at(10_260)));
        turns.agentBegins(true, at(10_260));
        turns.heard(Words.settled("hello"), at(10_400));
        turns.agentFallsSilent(at(13_000));
        assertEquals(new Answer("hello"), voice(false, at(13_020)));
    }

    @Test
    void an_answer_given_while_the_agent_finishes_is_taken() {
        turns.agentBegins(true, at(0));
        speakUntil(100, "yes");
        turns.agentFallsSilent(at(900));
        assertEquals(new Answer("yes"), voice(false, at(920)));
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
        turns = new TurnTaking(SomeManners.silenceEndsCall(Duration.ofSeconds(20)), words -> true, START);
        turns.agentFallsSilent(at(0));
        assertEquals(new Nudge(), turns.at(at(7000)));
        turns.agentFallsSilent(at(9000));
        var hangUp = assertInstanceOf(HangUp.class, turns.at(at(20_000)));
        assertEquals(CallEnd.Cause.CALLER_SILENT, hangUp.end().cause());
    }

    @Test
    void the_longest_call_ends_whoever_speaks() {
        turns.agentBegins(true, at(0));
        var hangUp = assertInstanceOf(HangUp.class, voice(true, at(600_000)));
        assertEquals(CallEnd.Cause.TIME_IS_UP, hangUp.end().cause());
    }

    @Test
    void before_anybody_spoke_the_agent_waits_as_long_as_it_was_told() {
        turns = new TurnTaking(waitingAtFirst(Duration.ofSeconds(3)), words -> true, START);
        assertEquals(new KeepListening(), turns.at(at(2980)));
        assertEquals(new Nudge(), turns.at(at(3000)));
    }

    @Test
    void once_somebody_spoke_the_usual_time_out_holds() {
        turns = new TurnTaking(waitingAtFirst(Duration.ofSeconds(3)), words -> true, START);
        turns.agentBegins(true, at(0));
        turns.agentFallsSilent(at(1000));
        assertEquals(new KeepListening(), turns.at(at(7980)));
        assertEquals(new Nudge(), turns.at(at(8000)));
    }

    @Test
    void a_caller_who_spells_is_given_time_between_letters() {
        speakUntil(100, "my name is S M");
        assertEquals(new KeepListening(), voice(false, at(1280)));
        assertEquals(new Answer("my name is S M"), voice(false, at(1300)));
    }

    @Test
    void digits_are_spelt_as_well_in_figures_and_in_words() {
        assertTrue(Spelling.isUnderWay("it is 4 1 5"));
        assertTrue(Spelling.isUnderWay("it is four one five"));
        assertTrue(Spelling.isUnderWay("die nummer ist vier eins"));
        assertFalse(Spelling.isUnderWay("i need one"));
        assertFalse(Spelling.isUnderWay(""));
    }

    @Test
    void words_are_compared_without_case_and_punctuation() {
        assertEquals("uh huh d'accord", CutIn.plain("Uh-huh, d'accord!"));
        assertEquals("", CutIn.plain(" ?! "));
        assertTrue(Spelling.isUnderWay("4-1-5"));
    }

    @Test
    void a_remark_is_made_of_nothing_but_ignored_terms() {
        var manner = SomeManners.ignoring("mhm", "i see", "okay").interruptions();
        assertTrue(CutIn.isRemark(manner, "Mhm. I see, okay!"));
        assertFalse(CutIn.isRemark(manner, "I see a problem"));
        assertFalse(CutIn.isRemark(manner, ""));
    }

    @Test
    void who_speculates_begins_when_words_settle_and_stops_when_the_voice_returns() {
        turns = new TurnTaking(SomeManners.speculating(), words -> true, START);
        voice(true, at(100));
        assertEquals(new Settle(), voice(false, at(340)));
        assertEquals(new Speculate("i would like"), turns.heard(Words.settled("i would like"), at(340)));
        assertEquals(new KeepListening(), voice(false, at(360)));
        assertEquals(new Forget(), voice(true, at(380)));
        assertEquals(new KeepListening(), voice(false, at(400)));
    }

    @Test
    void the_longest_call_says_farewell_once_and_then_ends() {
        var usual = Manners.DEFAULT.silences();
        var silences = new Manners.Silences(
                usual.beforeFirstWord(),
                usual.callerMayThink(),
                usual.endsCall(),
                Duration.ofSeconds(10),
                "Our time is up.");
        turns = new TurnTaking(SomeManners.with(silences), words -> true, START);
        var leaving = assertInstanceOf(HangUp.class, voice(true, at(10_000)));
        assertEquals("Our time is up.", leaving.lastWords());
        turns.agentTakesLeave(at(10_000));
        assertEquals(new KeepListening(), voice(true, at(29_000)));
        assertEquals("", assertInstanceOf(HangUp.class, voice(true, at(30_000))).lastWords());
    }

    @Test
    void a_caller_whom_a_human_listens_to_is_not_prompted() {
        turns = new TurnTaking(SomeManners.silenceEndsCall(Duration.ofSeconds(20)), words -> true, START);
        turns.takenOver(true, at(0));
        assertEquals(new KeepListening(), turns.at(at(60_000)));
        turns.takenOver(false, at(60_000));
        assertEquals(new Nudge(), turns.at(at(67_000)));
    }

    private static Manners waitingAtFirst(Duration time) {
        var usual = Manners.DEFAULT.silences();
        return SomeManners.with(new Manners.Silences(
                Optional.of(time), usual.callerMayThink(), usual.endsCall(), usual.longestCall(), ""));
    }

    /** The caller's last frame of voice is at this moment; the recognizer settles at once when asked. */
    /** A detector that knows at once. */
    private TurnDecision voice(boolean present, Instant now) {
        Duration lag = present ? Duration.ZERO : Duration.between(heardLast, now);
        heardLast = present ? now : heardLast;
        return turns.voice(present, lag, now);
    }

    private void speakUntil(int millis, String words) {
        voice(true, at(millis));
        assertEquals(new Settle(), voice(false, at(millis + 240)));
        turns.heard(Words.settled(words), at(millis + 240));
    }

    private static Instant at(int millis) {
        return START.plusMillis(millis);
    }
}
