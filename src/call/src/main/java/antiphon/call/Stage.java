package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.Finding.EarOpened;
import antiphon.call.Finding.Lagged;
import antiphon.call.Finding.TurnOver;
import antiphon.call.Finding.Unheard;
import antiphon.call.Finding.Voiced;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.speech.EndOfTurnModel;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.VoiceActivityDetector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Where a call is lived again: nobody here hears, thinks or speaks. Whoever is asked gives the answer that the journal
 * holds; what else they do comes as events.
 */
final class Stage {
    private final Deque<Finding> findings = new ArrayDeque<>();

    void expect(List<Finding> next) {
        findings.clear();
        findings.addAll(next);
    }

    private <F extends Finding> F next(Class<F> kind) {
        Finding finding = findings.poll();
        if (!kind.isInstance(finding)) {
            throw new Departure("the call asked for " + kind.getSimpleName() + "; the journal holds "
                    + (finding == null ? "no more answers" : finding.getClass().getSimpleName()));
        }
        return kind.cast(finding);
    }

    Line line() {
        return new SilentLine();
    }

    VoiceActivityDetector detector() {
        return new Detector();
    }

    EndOfTurnModel endOfTurn() {
        return (words, language) -> next(TurnOver.class).likelihood();
    }

    SpeechRecognizer recognizer(String name) {
        return new Ear(name, this);
    }

    SpeechSynthesizer synthesizer(String name) {
        return new Voice(name);
    }

    LanguageModel model(String name) {
        return new Thinker(name);
    }

    ToolBox toolBox() {
        return (turn, use, answer) -> ToolBox.Using.NONE;
    }

    Knowledge knowledge() {
        return (dialogue, found) -> () -> {};
    }

    GuardrailJudge judge() {
        return (watch, matter, ruling) -> GuardrailJudge.Judging.NONE;
    }

    /** A call does not do again what the journal says it did. */
    static final class Departure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Departure(String what) {
            super(what);
        }
    }

    private final class SilentLine implements Line {
        @Override
        public void play(int turn, AudioFrame frame) {}

        @Override
        public Duration unheard() {
            return next(Unheard.class).sound();
        }

        @Override
        public void fallSilent(int turn) {}

        @Override
        public void hangUp(CallEnd end) {}
    }

    private final class Detector implements VoiceActivityDetector {
        @Override
        public double voiceIn(AudioFrame frame) {
            return next(Voiced.class).likelihood();
        }

        @Override
        public Duration lag() {
            return next(Lagged.class).time();
        }

        @Override
        public void close() {}
    }

    private record Ear(String name, Stage stage) implements SpeechRecognizer {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, List.of());
        }

        @Override
        public Recognition open(Request request, Listener listener) {
            if (!stage.next(EarOpened.class).room()) {
                throw new SpeechUnavailable("There was no room for another call.");
            }
            return new Recognition() {
                @Override
                public void hear(AudioFrame frame, boolean voice) {}

                @Override
                public void settle() {}

                @Override
                public void close() {}
            };
        }
    }

    private record Voice(String name) implements SpeechSynthesizer {
        @Override
        public Capabilities capabilities() {
            return new Capabilities(true, List.of());
        }

        @Override
        public Synthesis speak(Request request, Listener listener) {
            return () -> {};
        }
    }

    private record Thinker(String name) implements LanguageModel {
        @Override
        public Answering answer(Prompt prompt, Listener listener) {
            return () -> {};
        }
    }
}
