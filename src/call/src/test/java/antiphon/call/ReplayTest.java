package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.PlanChanged;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.language.ToolUse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A call is lived again from its journal alone. */
class ReplayTest {
    private final Rehearsal rehearsal = new Rehearsal();

    @Test
    void a_call_lived_again_tells_the_same_news() {
        liveACall();
        Replay replay = rehearsal.replay();
        assertEquals(Optional.empty(), replay.departure());
        assertEquals(told(rehearsal.news), told(replay.news()));
        assertEquals(rehearsal.journal.size() - 1, replay.moments());
    }

    @Test
    void a_journal_that_breaks_off_anywhere_is_lived_to_there() {
        liveACall();
        int whole = rehearsal.journal.stream().mapToInt(entry -> entry.length).sum();
        int first = rehearsal.journal.getFirst().length;
        for (int bytes = first; bytes < whole; bytes += 97) {
            Replay replay = rehearsal.replay(bytes);
            assertEquals(Optional.empty(), replay.departure());
            assertEquals(told(rehearsal.news).subList(0, replay.news().size()), told(replay.news()), "after " + bytes);
        }
    }

    @Test
    void a_journal_without_a_whole_entry_cannot_be_lived() {
        liveACall();
        assertThrows(RuntimeException.class, () -> rehearsal.replay(10));
    }

    @Test
    void what_is_no_journal_is_refused() {
        byte[] prose = "This is not a journal, though it is long enough to be one.".getBytes(StandardCharsets.UTF_8);
        assertThrows(IOException.class, () -> Replay.of(new ByteArrayInputStream(prose)));
    }

    @Test
    void a_journal_of_another_build_is_refused() {
        liveACall();
        byte[] opening = rehearsal.journal.getFirst();
        opening[5 + RecordForm.NAME.length() - 1] ^= 1;
        assertThrows(RuntimeException.class, rehearsal::replay);
    }

    @Test
    void a_call_that_does_otherwise_is_found_out_where_it_does() {
        liveACall();
        byte[] moment = rehearsal.journal.get(40);
        moment[moment.length - 1] ^= 1;
        Replay replay = rehearsal.replay();
        assertEquals(39, replay.moments() - 1);
        assertTrue(replay.departure().orElseThrow().contains("other news"), replay.departure()::get);
    }

    @Test
    void a_replay_needs_neither_sound_nor_engines_nor_the_clock() {
        liveACall();
        int asked = rehearsal.model.prompts.size();
        int played = rehearsal.line.frames;
        int opened = rehearsal.recognizer.openings;
        rehearsal.replay();
        assertEquals(asked, rehearsal.model.prompts.size());
        assertEquals(played, rehearsal.line.frames);
        assertEquals(opened, rehearsal.recognizer.openings);
    }

    @Test
    void an_agent_s_succession_is_lived_again() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer(new ToolUse("1", "transfer", "{}"));
        rehearsal.callerTypes("sales please");
        var then = new Then.Become(rehearsal.plan("Sell.", "de"), Optional.of("Willkommen."));
        rehearsal.toolBox.answers("transfer", new Answer("done", false, then));
        rehearsal.settle();
        rehearsal.silence(600);
        Replay replay = rehearsal.replay();
        assertEquals(Optional.empty(), replay.departure());
        List<CallNews> changes =
                replay.news().stream().filter(PlanChanged.class::isInstance).toList();
        assertEquals("Sell.", ((PlanChanged) changes.getFirst()).plan().instructions());
    }

    @Test
    void a_recognizer_without_room_is_without_room_again() {
        rehearsal.recognizer.full = true;
        liveACall();
        assertEquals(Optional.empty(), rehearsal.replay().departure());
    }

    @Test
    void an_entry_read_and_written_again_is_the_same() throws IOException {
        liveACall();
        var form = new RecordForm(new Stage());
        for (byte[] entry : rehearsal.journal.subList(1, rehearsal.journal.size())) {
            assertArrayEquals(entry, form.bytes(form.moment(entry)));
        }
    }

    @Test
    void a_broken_journal_is_refused_or_found_out_and_nothing_worse() {
        liveACall();
        Random random = new Random(5);
        for (int attempt = 0; attempt < 300; attempt++) {
            List<byte[]> broken = new ArrayList<>();
            rehearsal.journal.forEach(entry -> broken.add(entry.clone()));
            byte[] entry = broken.get(random.nextInt(broken.size()));
            int place = Integer.BYTES + random.nextInt(entry.length - Integer.BYTES);
            entry[place] ^= (byte) (1 + random.nextInt(255));
            var bytes = new ByteArrayOutputStream();
            broken.forEach(bytes::writeBytes);
            try {
                Replay replay = Replay.of(new ByteArrayInputStream(bytes.toByteArray()));
                assertTrue(replay.moments() <= rehearsal.journal.size());
            } catch (IOException refused) {
                assertTrue(String.valueOf(refused.getMessage()).contains("journal"), refused::getMessage);
            }
        }
    }

    @Test
    void a_minute_of_a_call_takes_less_than_two_hundred_kilobytes() {
        rehearsal.begin();
        int before = bytes();
        rehearsal.silence(60_000);
        assertTrue(bytes() - before < 200_000, () -> "it took " + bytes());
    }

    private int bytes() {
        return rehearsal.journal.stream().mapToInt(entry -> entry.length).sum();
    }

    private void liveACall() {
        rehearsal.begin();
        rehearsal.silence(400);
        rehearsal.model.willAnswer("We open at nine. ", "We close at five.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(600);
        rehearsal.model.willAnswer(new ToolUse("1", "look", "{\"what\":\"Öffnungszeit\"}"));
        rehearsal.callerSpeaks("and on sundays", 400);
        rehearsal.silence(600);
        rehearsal.model.willAnswer("At ten.");
        rehearsal.toolBox.answers("look", Answer.of("10"));
        rehearsal.settle();
        rehearsal.silence(600);
        assertEquals(2, rehearsal.news(UserSaid.class).size());
        assertTrue(rehearsal.news(AgentSaid.class).get(1).cutOff());
    }

    private static List<String> told(List<CallNews> news) {
        return news.stream().map(Object::toString).toList();
    }
}
