package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Listener;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order, a call stays a call. The line throws when a cut-off turn is heard again. */
class AnyOrderTest {
    private static final int CALLS = 2_000;

    @Test
    void no_order_of_events_breaks_a_call() {
        for (int seed = 0; seed < CALLS; seed++) {
            Rehearsal rehearsal = live(seed);
            List<AgentSaid> said = rehearsal.news(AgentSaid.class);
            assertEquals(rehearsal.news(AgentBegan.class).size(), said.size(), "every turn ends, seed " + seed);
            for (AgentSaid one : said) {
                assertTrue(one.text().startsWith(one.heard()), "only what was said was heard, seed " + seed);
            }
            assertEquals(1, rehearsal.news(CallEnded.class).size());
            assertFalse(rehearsal.line.playedAfterEnd);
        }
    }

    @Test
    void the_same_events_make_the_same_call() {
        assertEquals(live(7).news, live(7).news);
    }

    private static Rehearsal live(int seed) {
        Random random = new Random(seed);
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.synthesizer.holds = random.nextBoolean();
        rehearsal.begin();
        for (int i = 0; i < 60; i++) {
            something(rehearsal, random);
        }
        rehearsal.call().end(new CallEnd(Cause.CALLER_LEFT, "the caller hung up"));
        rehearsal.settle();
        rehearsal.synthesizer.breathe();
        rehearsal.time(200);
        return rehearsal;
    }

    private static void something(Rehearsal rehearsal, Random random) {
        switch (random.nextInt(12)) {
            case 0, 1 -> rehearsal.callerSpeaks("word " + random.nextInt(9), 20 * (1 + random.nextInt(30)));
            case 2, 3 -> rehearsal.silence(20 * (1 + random.nextInt(60)));
            case 4 -> rehearsal.time(20 * (1 + random.nextInt(400)));
            case 5 -> rehearsal.callerTypes("typed");
            case 6 -> rehearsal.synthesizer.breathe();
            case 7 -> model(rehearsal, listener -> listener.text("Some words, and a few more. "));
            case 8 -> model(rehearsal, listener -> listener.finished(Usage.UNKNOWN));
            case 9 ->
                model(rehearsal, listener -> listener.wantsTool(new ToolUse("u" + random.nextInt(), "look", "{}")));
            case 10 ->
                rehearsal.toolBox.asked.values().stream()
                        .findAny()
                        .ifPresent(answer -> answer.accept(ToolBox.Answer.of("seen")));
            default -> {
                if (random.nextInt(10) == 0) {
                    model(rehearsal, listener -> listener.failed(new LanguageFailure("fake", "broke", true)));
                }
            }
        }
        rehearsal.settle();
    }

    private static void model(Rehearsal rehearsal, Consumer<Listener> what) {
        if (!rehearsal.model.prompts.isEmpty()) {
            what.accept(rehearsal.model.speaks());
        }
    }
}
