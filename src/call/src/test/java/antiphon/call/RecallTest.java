package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentSaid;
import antiphon.language.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecallTest {
    private static final List<Message> EARLIER =
            List.of(new Message.AgentSaid("Hello."), new Message.UserSaid("My name is Ada."));

    private final Rehearsal rehearsal = new Rehearsal();
    private int quiet;

    private Call begin(List<Message> earlier) {
        rehearsal.textOnly = true;
        Call call =
                new Call(rehearsal.plan("Be kind.", "en"), rehearsal.line, () -> rehearsal.now, rehearsal.news::add);
        call.recall(earlier);
        call.tellQuiet(() -> quiet++);
        meetAll(call);
        return call;
    }

    private void meetAll(Call call) {
        for (CallEvent event = call.inbox().poll();
                event != null;
                event = call.inbox().poll()) {
            call.happen(event, rehearsal.now);
        }
    }

    @Test
    void a_call_that_goes_on_knows_what_was_said_and_does_not_greet_again() {
        Call call = begin(EARLIER);
        assertEquals(List.of(), rehearsal.news);
        rehearsal.model.willAnswer("You are Ada.");
        call.read("Who am I?");
        meetAll(call);
        assertEquals("You are Ada.", rehearsal.last(AgentSaid.class).text());
        assertEquals(
                List.of(EARLIER.get(0), EARLIER.get(1), new Message.UserSaid("Who am I?")),
                rehearsal.model.prompts.getLast().dialogue());
    }

    @Test
    void a_call_may_go_on_where_only_the_caller_has_something_to_say() {
        Call call = begin(List.of());
        assertEquals(List.of(), rehearsal.news);
        rehearsal.model.willAnswer("Good morning.");
        call.read("Hello?");
        meetAll(call);
        assertEquals("Good morning.", rehearsal.last(AgentSaid.class).text());
    }

    @Test
    void it_is_quiet_when_the_agent_neither_thinks_nor_speaks() {
        Call call = begin(EARLIER);
        assertEquals(1, quiet, "nothing to say at first");
        call.read("Who am I?");
        meetAll(call);
        assertEquals(1, quiet, "the model has not answered");
        rehearsal.model.speaks().text("Ada.");
        meetAll(call);
        assertEquals(1, quiet, "and may have more to say");
        rehearsal.model.speaks().finished(antiphon.language.LanguageModel.Usage.UNKNOWN);
        meetAll(call);
        assertEquals(2, quiet);
    }

    @Test
    void a_journal_takes_no_call_that_begins_in_the_middle() {
        rehearsal.begin();
        assertThrows(IllegalStateException.class, () -> rehearsal.call().recall(EARLIER));
        assertTrue(rehearsal.dialogue().stream().noneMatch(said -> said.contains("Ada")));
    }
}
