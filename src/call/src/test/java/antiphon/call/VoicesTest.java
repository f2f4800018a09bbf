package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.AgentTextGrew;
import antiphon.call.CallPlan.OtherVoice;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Passages that the agent marks are spoken by other voices. */
class VoicesTest {
    private static final OtherVoice ANNA = new OtherVoice("Anna", new Voice("anna", "", 0.5, 0.8, 1), "de");
    private static final OtherVoice BEN = new OtherVoice("Ben", new Voice("ben", "", 0.5, 0.8, 1), "");

    private final Rehearsal rehearsal = new Rehearsal();

    private void says(Object... pieces) {
        rehearsal.otherVoices.addAll(List.of(ANNA, BEN));
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(pieces);
        rehearsal.callerSpeaks("tell me", 400);
        rehearsal.silence(500);
    }

    private List<String> spoken() {
        return rehearsal.synthesizer.requests.stream()
                .skip(1)
                .map(request -> request.voice().id() + "/" + request.language() + ": " + request.text())
                .toList();
    }

    @Test
    void a_marked_passage_is_spoken_by_the_voice_it_names_in_that_voice_s_language() {
        says("The teacher said, <Anna>Guten Tag!</Anna> And <ben>hello</ben>.");
        assertEquals(
                List.of("/en: The teacher said,", "anna/de: Guten Tag!", "/en: And", "ben/en: hello", "/en: ."),
                spoken());
        rehearsal.silence(2000);
        assertEquals(
                "The teacher said, Guten Tag! And hello.",
                rehearsal.last(AgentSaid.class).heard());
    }

    @Test
    void marks_that_come_in_pieces_are_marks() {
        says("Say <", "An", "na>Tag", "!</A", "nna> then.");
        assertEquals(List.of("/en: Say", "anna/de: Tag!", "/en: then."), spoken());
        assertEquals("Say Tag! then.", rehearsal.last(AgentResponded.class).text());
        assertTrue(rehearsal.news(AgentTextGrew.class).stream()
                .noneMatch(grew -> grew.piece().contains("<")));
    }

    @Test
    void what_names_no_voice_is_said_as_it_stands() {
        says("If 3 < 4 then <b>so</b> <Ann.");
        assertEquals(
                "If 3 < 4 then <b>so</b> <Ann.",
                rehearsal.last(AgentResponded.class).text());
        assertEquals(1, spoken().size());
    }

    @Test
    void the_next_answer_begins_in_the_agent_s_own_voice() {
        says("<Anna>Tag! Wie geht es?");
        rehearsal.silence(600);
        rehearsal.model.willAnswer("Fine.");
        rehearsal.callerTypes("well?");
        assertEquals("/en: Fine.", spoken().getLast());
    }

    @Test
    void an_interruption_among_voices_is_known_to_the_word() {
        says("One two three. <Anna>Vier und sechs.</Anna>");
        rehearsal.silence(200);
        rehearsal.callerSpeaks("stop", 400);
        String heard = rehearsal.last(AgentSaid.class).heard();
        assertTrue("One two three. Vier und sechs.".startsWith(heard), heard);
        assertTrue(rehearsal.last(AgentSaid.class).cutOff());
    }

    @Test
    void nothing_but_the_marks_is_lost_however_the_text_is_cut() {
        String text = " <Anna> a < b </Anna> <<Ben>x</Ben></Ben> </Anna <Be n> y";
        Random random = new Random(3);
        for (int i = 0; i < 500; i++) {
            var marks = new VoiceMarks(List.of(ANNA, BEN));
            var all = new StringBuilder();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(6));
                marks.add(text.substring(at, end)).forEach(passage -> all.append(passage.text()));
                at = end;
            }
            marks.rest().forEach(passage -> all.append(passage.text()));
            assertEquals("  a < b  <x </Anna <Be n> y", all.toString());
        }
    }

    @Test
    void a_passage_knows_its_voice() {
        var marks = new VoiceMarks(List.of(ANNA, BEN));
        String told = marks.add("a<Anna>b<Ben>c</Ben>d").stream()
                .map(passage ->
                        passage.text() + passage.voice().map(OtherVoice::label).orElse("-"))
                .collect(Collectors.joining(" "));
        assertEquals("a- bAnna cBen d-", told);
        assertEquals(Optional.empty(), marks.add("e").getFirst().voice());
    }
}
