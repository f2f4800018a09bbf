package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.KnowledgeFound;
import antiphon.call.Knowledge.Found;
import antiphon.call.Knowledge.Passage;
import antiphon.call.Knowledge.Retrieval;
import antiphon.call.ToolBox.Answer;
import antiphon.language.Message;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Before it answers, the agent looks up what bears on what was said. */
class LookingUpTest {
    private static final Found FOUND = new Found(
            "We are open from nine.",
            new Retrieval("when", "vectors", List.of(new Passage("doc", "chunk", 0.25)), Duration.ofMillis(12)));

    private final Rehearsal rehearsal = new Rehearsal();
    private final List<List<Message>> looked = new ArrayList<>();
    private final List<Consumer<Found>> asked = new ArrayList<>();
    private int cancelled;

    private void begin() {
        rehearsal.knowledge = Optional.of((dialogue, found) -> {
            looked.add(dialogue);
            asked.add(found);
            return () -> cancelled++;
        });
        rehearsal.firstMessage = "";
        rehearsal.begin();
    }

    private void finds(Found found) {
        asked.getLast().accept(found);
        rehearsal.settle();
    }

    @Test
    void the_model_is_asked_once_something_was_found_and_reads_it_for_this_turn_only() {
        begin();
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerTypes("when are you open");
        assertTrue(rehearsal.model.prompts.isEmpty());
        finds(FOUND);
        assertEquals(
                new Message.Noted("We are open from nine."),
                rehearsal.model.prompts.getLast().dialogue().getLast());
        rehearsal.time(3000);
        assertEquals("At nine.", rehearsal.last(AgentSaid.class).heard());
        rehearsal.callerTypes("and where");
        finds(Found.nothing(FOUND.retrieval()));
        assertTrue(rehearsal.model.prompts.getLast().dialogue().stream().noneMatch(Message.Noted.class::isInstance));
    }

    @Test
    void it_is_told_with_the_turn_it_was_looked_up_for() {
        begin();
        rehearsal.callerTypes("when are you open");
        finds(FOUND);
        KnowledgeFound told = rehearsal.last(KnowledgeFound.class);
        assertEquals(FOUND.retrieval(), told.retrieval());
        assertEquals(1, rehearsal.news(KnowledgeFound.class).size());
        assertEquals(rehearsal.last(CallNews.UserSaid.class).turn(), told.turn());
    }

    @Test
    void what_was_found_stays_while_tools_are_used_and_is_looked_up_once() {
        begin();
        rehearsal.model.willAnswer(new ToolUse("1", "clock", "{}"));
        rehearsal.callerTypes("when are you open");
        finds(FOUND);
        rehearsal.toolBox.answers("clock", Answer.of("ten"));
        rehearsal.settle();
        assertEquals(2, rehearsal.model.prompts.size());
        assertEquals(
                new Message.Noted("We are open from nine."),
                rehearsal.model.prompts.getLast().dialogue().getLast());
        assertEquals(1, looked.size());
    }

    @Test
    void a_caller_who_goes_on_is_looked_up_anew_and_the_late_answer_is_ignored() {
        begin();
        rehearsal.callerTypes("when are you open");
        rehearsal.callerTypes("on sundays");
        assertEquals(1, cancelled);
        asked.getFirst().accept(FOUND);
        rehearsal.settle();
        assertTrue(rehearsal.model.prompts.isEmpty());
        finds(FOUND);
        assertEquals(1, rehearsal.model.prompts.size());
        assertEquals(new Message.UserSaid("on sundays"), looked.getLast().getLast());
    }

    @Test
    void thinking_ahead_looks_up_ahead_and_is_told_once_the_turn_is_decided() {
        rehearsal.manners = SomeManners.speculating();
        begin();
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerSpeaks("when are you open", 400);
        rehearsal.silence(300);
        finds(FOUND);
        assertEquals(1, rehearsal.model.prompts.size());
        assertTrue(rehearsal.news(KnowledgeFound.class).isEmpty());
        rehearsal.silence(300);
        assertEquals(1, rehearsal.news(KnowledgeFound.class).size());
        assertEquals(1, looked.size());
        assertEquals(List.of("At nine."), rehearsal.synthesizer.spoken);
    }

    @Test
    void a_call_that_looked_things_up_can_be_lived_again() {
        begin();
        rehearsal.model.willAnswer("At nine.");
        rehearsal.callerTypes("when are you open");
        finds(FOUND);
        rehearsal.time(3000);
        Replay replay = rehearsal.replay();
        assertEquals(Optional.empty(), replay.departure());
        assertTrue(replay.news().stream().anyMatch(KnowledgeFound.class::isInstance));
    }
}
