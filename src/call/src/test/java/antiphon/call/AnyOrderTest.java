package antiphon.call;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.audio.Ambience;
import antiphon.call.CallEnd.Cause;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallPlan.ToolManner;
import antiphon.call.CallPlan.ToolManner.Interruptible;
import antiphon.call.CallPlan.ToolSound;
import antiphon.call.Manners.Fillers;
import antiphon.call.ToolBox.Answer;
import antiphon.call.ToolBox.Then;
import antiphon.call.Watch.Consequence;
import antiphon.call.Watch.Subject;
import antiphon.language.Attachment;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel.Listener;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import antiphon.speech.SpeechRecognizer.Words;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whatever happens, in whatever order, a call stays a call. The line throws when a cut-off turn is heard again. */
class AnyOrderTest {
    private static final int CALLS = Integer.getInteger("antiphon.calls", 100_000);
    private static final int EVENTS = 16;

    @Test
    void no_order_of_events_breaks_a_call() {
        IntStream.range(0, CALLS).parallel().forEach(seed -> {
            try {
                check(live(seed));
            } catch (RuntimeException | AssertionError broken) {
                throw new AssertionError("broken by seed " + seed, broken);
            }
        });
    }

    @Test
    void the_same_events_make_the_same_call() {
        assertEquals(live(7).news, live(7).news);
    }

    private static void check(Rehearsal rehearsal) {
        List<AgentSaid> said = rehearsal.news(AgentSaid.class);
        assertEquals(rehearsal.news(AgentBegan.class).size(), said.size(), "every turn ends");
        for (AgentSaid one : said) {
            assertTrue(one.text().startsWith(one.heard()), "only what was said was heard");
            assertTrue(one.cutOff() || one.heard().equals(one.text()), "what was not cut off was heard out");
        }
        assertEquals(1, rehearsal.news(CallEnded.class).size());
        assertFalse(rehearsal.line.playedAfterEnd, "no sound after the end");
        Replay replay = rehearsal.replay();
        assertEquals(Optional.empty(), replay.departure());
        assertEquals(
                rehearsal.news(AgentSaid.class),
                replay.news().stream().filter(AgentSaid.class::isInstance).toList());
    }

    private static Rehearsal live(int seed) {
        Random random = new Random(seed);
        Rehearsal rehearsal = new Rehearsal();
        rehearsal.stepMillis = 100;
        rehearsal.synthesizer.holds = random.nextBoolean();
        rehearsal.secondModelWaits = random.nextBoolean();
        rehearsal.manners = manners(random);
        rehearsal.toolManners.add(new ToolManner(
                "look",
                random.nextBoolean() ? "One moment." : "",
                random.nextBoolean(),
                Interruptible.values()[random.nextInt(3)],
                random.nextBoolean()
                        ? Optional.of(new ToolSound(Ambience.Preset.TYPING, random.nextBoolean()))
                        : Optional.empty()));
        watches(rehearsal, random);
        rehearsal.begin();
        for (int i = 0; i < EVENTS; i++) {
            something(rehearsal, random);
        }
        rehearsal.call().end(new CallEnd(Cause.CALLER_LEFT, "the caller hung up"));
        rehearsal.settle();
        rehearsal.synthesizer.breathe();
        rehearsal.time(40);
        return rehearsal;
    }

    private static void watches(Rehearsal rehearsal, Random random) {
        for (int i = random.nextInt(4); i > 0; i--) {
            rehearsal.watches.add(new Watch(
                    "watch " + i,
                    random.nextInt(3) == 0 ? Subject.CALLER : Subject.AGENT,
                    random.nextBoolean(),
                    random.nextBoolean(),
                    random.nextBoolean() ? new Consequence.EndCall() : new Consequence.Retry("{{trigger_reason}}")));
        }
    }

    private static Manners manners(Random random) {
        Manners usual = random.nextBoolean() ? SomeManners.speculating() : Manners.DEFAULT;
        var interruptions = random.nextBoolean()
                ? usual.interruptions()
                : new Manners.Interruptions(
                        usual.interruptions().voice(), random.nextBoolean(), Set.of("word 1"), random.nextBoolean());
        var fillers = new Fillers(
                Optional.of(Duration.ofMillis(200)),
                List.of("Hm.", "Well."),
                2,
                random.nextBoolean(),
                random.nextBoolean() ? Optional.of("Gain time.") : Optional.empty(),
                random.nextBoolean());
        return new Manners(usual.pauses(), interruptions, usual.silences(), fillers, usual.patience());
    }

    private static void something(Rehearsal rehearsal, Random random) {
        switch (random.nextInt(24)) {
            case 0, 1 -> rehearsal.callerSpeaks("word " + random.nextInt(3), 100 * (1 + random.nextInt(5)));
            case 2, 3 -> rehearsal.silence(100 * (1 + random.nextInt(8)));
            case 4 -> rehearsal.time(100 * (1 + random.nextInt(12)));
            case 5 -> rehearsal.time(100 * (1 + random.nextInt(80)));
            case 6 -> rehearsal.callerTypes("typed");
            case 7 -> rehearsal.synthesizer.breathe();
            case 8, 9 -> model(rehearsal, listener -> listener.text("Some words, and a few more. "));
            case 10 -> model(rehearsal, listener -> listener.finished(Usage.UNKNOWN));
            case 11 ->
                model(rehearsal, listener -> listener.wantsTool(new ToolUse("u" + random.nextInt(), "look", "{}")));
            case 12, 13 -> toolAnswers(rehearsal, random);
            case 14 -> model(rehearsal, listener -> listener.failed(failure(random)));
            case 15 -> rehearsal.recognizer.listener().heard(Words.interim("word " + random.nextInt(3)));
            case 16 -> rehearsal.call().note("", "noted");
            case 17 -> rehearsal.call().say("A human says this.");
            case 19 -> rehearsal.callerShows(new Attachment("file_1", "a.png", "image/png"), "");
            case 18 -> human(rehearsal, random);
            case 21, 22, 23 -> rules(rehearsal, random);
            default -> provider(rehearsal, random);
        }
        rehearsal.settle();
    }

    private static void rules(Rehearsal rehearsal, Random random) {
        rehearsal.judge.waiting.keySet().stream().findFirst().ifPresent(key -> {
            switch (random.nextInt(5)) {
                case 0 -> rehearsal.judge.finds(key);
                case 1 -> rehearsal.judge.rules(key, new Ruling.Unknown("judge", "broke"));
                default -> rehearsal.judge.passes(key);
            }
        });
    }

    private static void human(Rehearsal rehearsal, Random random) {
        if (random.nextInt(3) == 0) {
            rehearsal.call().takeOver();
        } else {
            rehearsal.call().handBack();
        }
    }

    private static void provider(Rehearsal rehearsal, Random random) {
        switch (random.nextInt(4)) {
            case 0 -> rehearsal.recognizer.fails();
            case 1 -> rehearsal.synthesizer.fails = random.nextBoolean();
            case 2 -> rehearsal.secondRecognizer.full = random.nextBoolean();
            default -> rehearsal.synthesizer.holds = random.nextBoolean();
        }
    }

    private static LanguageFailure failure(Random random) {
        return new LanguageFailure("fake", "broke", random.nextBoolean());
    }

    private static void toolAnswers(Rehearsal rehearsal, Random random) {
        Then then = switch (random.nextInt(8)) {
            case 0 -> new Then.BeQuiet(random.nextBoolean() ? Optional.empty() : Optional.of(Duration.ofSeconds(1)));
            case 1 -> new Then.HangUp();
            case 2 -> new Then.Transfer("+49301234");
            case 3 -> new Then.Become(rehearsal.plan("Sell.", random.nextBoolean() ? "de" : "en"), message(random));
            default -> new Then.GoOn();
        };
        rehearsal.toolBox.asked.values().stream()
                .findAny()
                .ifPresent(
                        answer -> answer.accept(new Answer("seen", false, then, random.nextBoolean() ? "" : "Said.")));
    }

    private static Optional<String> message(Random random) {
        return random.nextBoolean() ? Optional.of("Welcome.") : Optional.empty();
    }

    private static void model(Rehearsal rehearsal, Consumer<Listener> what) {
        FakeModel speaking = rehearsal.secondModel.prompts.isEmpty() ? rehearsal.model : rehearsal.secondModel;
        if (!speaking.prompts.isEmpty()) {
            what.accept(speaking.speaks());
        }
    }
}
