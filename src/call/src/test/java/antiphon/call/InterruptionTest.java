package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.UserShowed;
import antiphon.language.Attachment;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InterruptionTest {
    private final Rehearsal rehearsal = new Rehearsal();

    @Test
    void a_caller_who_cuts_in_is_let_in_after_the_voice_that_interrupts() {
        askAndStartHearingTheAnswer();
        long cutsInAt = rehearsal.millis();
        rehearsal.callerSpeaks("wait", 400);
        assertEquals(List.of((cutsInAt + 300) + " silent"), rehearsal.line.log);
        assertEquals(2, rehearsal.last(AgentInterrupted.class).turn());
    }

    @Test
    void after_barge_in_the_dialogue_holds_only_what_was_heard() {
        askAndStartHearingTheAnswer();
        rehearsal.callerSpeaks("wait", 400);
        AgentSaid said = rehearsal.last(AgentSaid.class);
        assertTrue(said.cutOff());
        assertEquals("We open at nine. We close at five.", said.text());
        assertEquals("We open at nine. We", said.heard());
        assertEquals("AgentSaid[text=We open at nine. We]", rehearsal.dialogue().getLast());
    }

    @Test
    void the_caller_who_cut_in_is_answered() {
        askAndStartHearingTheAnswer();
        rehearsal.model.willAnswer("Saturday until noon.");
        rehearsal.callerSpeaks("and saturday?", 400);
        rehearsal.silence(600);
        assertEquals("and saturday?", rehearsal.last(UserSaid.class).words());
        assertEquals(3, rehearsal.last(UserSaid.class).turn());
        assertEquals("Saturday until noon.", rehearsal.synthesizer.spoken.getLast());
    }

    @Test
    void a_short_remark_does_not_interrupt() {
        askAndStartHearingTheAnswer();
        rehearsal.callerSpeaks("mhm", 200);
        rehearsal.silence(1000);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
    }

    @Test
    void what_still_arrives_for_a_cut_off_answer_is_neither_said_nor_remembered() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("hello", 400);
        rehearsal.silence(600);
        var outdated = rehearsal.model.speaks();
        outdated.text("One moment. ");
        rehearsal.settle();
        rehearsal.callerSpeaks("no wait", 400);
        int frames = rehearsal.line.frames;
        outdated.text("This must never be heard. ");
        outdated.finished(Usage.UNKNOWN);
        rehearsal.settle();
        assertEquals(frames, rehearsal.line.frames);
        assertFalse(rehearsal.dialogue().toString().contains("never"));
    }

    @Test
    void a_caller_who_goes_on_before_the_agent_was_heard_stops_the_answer() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.callerSpeaks("i would like", 400);
        rehearsal.silence(600);
        rehearsal.callerSpeaks("to return a bag", 400);
        rehearsal.model.willAnswer("Of course.");
        rehearsal.silence(600);
        assertEquals(1, rehearsal.model.cancelled);
        assertEquals("Of course.", rehearsal.synthesizer.spoken.getLast());
        assertEquals(
                List.of("UserSaid[text=i would like]", "UserSaid[text=to return a bag]"),
                rehearsal.dialogue().subList(1, 3));
    }

    @Test
    void an_agent_that_must_be_heard_out_cannot_be_interrupted() {
        rehearsal.manners = SomeManners.interruptedBy(Optional.empty(), true);
        askAndStartHearingTheAnswer();
        rehearsal.callerSpeaks("wait", 400);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
        assertEquals(0, rehearsal.recognizer.voicedFrames - 20);
    }

    @Test
    void a_first_message_that_must_be_heard_out_is() {
        rehearsal.manners =
                SomeManners.interruptedBy(Manners.DEFAULT.interruptions().voice(), false);
        rehearsal.firstMessage = "Welcome to the harbor. How may I help you today?";
        rehearsal.begin();
        rehearsal.callerSpeaks("hello hello", 600);
        assertTrue(rehearsal.news(AgentInterrupted.class).isEmpty());
        rehearsal.silence(500);
        assertFalse(rehearsal.news(AgentSaid.class).getFirst().cutOff());
    }

    @Test
    void a_typed_message_interrupts_at_once() {
        askAndStartHearingTheAnswer();
        rehearsal.callerTypes("stop");
        assertEquals(1, rehearsal.news(AgentInterrupted.class).size());
        assertTrue(rehearsal.last(UserSaid.class).typed());
    }

    @Test
    void a_file_that_is_shown_interrupts_and_is_read_before_the_words_about_it() {
        askAndStartHearingTheAnswer();
        Attachment file = new Attachment("file_1", "roof.png", "image/png");
        rehearsal.callerShows(file, "What is this?");
        assertEquals(1, rehearsal.news(AgentInterrupted.class).size());
        assertEquals(List.of(file), rehearsal.last(UserShowed.class).files());
        assertEquals(
                rehearsal.last(UserSaid.class).turn(),
                rehearsal.last(UserShowed.class).turn());
        List<Message> read = rehearsal.model.prompts.getLast().dialogue();
        assertEquals(
                List.of(new Message.UserShowed(List.of(file)), new Message.UserSaid("What is this?")),
                read.subList(read.size() - 2, read.size()));
    }

    @Test
    void of_many_files_that_are_shown_the_newest_are_read() {
        rehearsal.mostFiles = 2;
        rehearsal.begin();
        for (int i = 1; i <= 3; i++) {
            rehearsal.callerShows(new Attachment("file_" + i, "roof.png", "image/png"), "And this?");
        }
        assertEquals(
                List.of("file_2", "file_3"),
                rehearsal.model.prompts.getLast().dialogue().stream()
                        .filter(Message.UserShowed.class::isInstance)
                        .map(shown ->
                                ((Message.UserShowed) shown).files().getFirst().id())
                        .toList());
    }

    private void askAndStartHearingTheAnswer() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer("We open at nine. ", "We close at five.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(560);
    }
}
