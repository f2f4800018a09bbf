package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallPlan.Ears;
import antiphon.call.Entry.Moment;
import antiphon.call.Entry.Opening;
import antiphon.call.Finding.EarOpened;
import antiphon.call.Finding.Lagged;
import antiphon.call.Finding.TurnOver;
import antiphon.call.Finding.Unheard;
import antiphon.call.Finding.Voiced;
import antiphon.speech.EndOfTurnModel;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSynthesizer.Timing;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.VoiceActivityDetector;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Stands between a call and whomever it asks, and takes down every answer, with what happened before and what was told
 * after. The call does not notice. Lives on the call's thread.
 */
final class Witness {
    private final CallJournal journal;
    private final RecordForm form = new RecordForm(new Stage());
    private final List<CallNews> told = new ArrayList<>();
    private final List<Finding> found = new ArrayList<>();

    Witness(CallJournal journal) {
        this.journal = journal;
    }

    void opened(CallPlan plan, Instant at) {
        keep(new Opening(RecordForm.NAME, at, plan, List.copyOf(found)));
    }

    void happened(CallEvent event, Instant at) {
        keep(new Moment(at, event, List.copyOf(found), List.copyOf(told)));
    }

    void told(CallNews news) {
        told.add(news);
    }

    private void keep(Entry entry) {
        found.clear();
        told.clear();
        journal.entry(form.bytes(entry));
    }

    private <F extends Finding> F found(F finding) {
        found.add(finding);
        return finding;
    }

    Line watch(Line line) {
        return new WatchedLine(line);
    }

    CallPlan watch(CallPlan plan) {
        return new CallPlan(
                plan.instructions(),
                plan.firstMessage(),
                plan.language(),
                plan.manners(),
                plan.ears().map(this::watch),
                plan.mouth(),
                plan.mind());
    }

    private Ears watch(Ears ears) {
        List<SpeechRecognizer> recognizers = new ArrayList<>();
        ears.recognizers().forEach(recognizer -> recognizers.add(new WatchedRecognizer(recognizer, this)));
        EndOfTurnModel endOfTurn =
                (words, language) -> found(new TurnOver(ears.endOfTurn().turnIsOver(words, language)))
                        .likelihood();
        return new Ears(recognizers, ears.request(), new WatchedDetector(ears.voiceActivity(), this), endOfTurn);
    }

    private final class WatchedLine implements Line {
        private final Line line;

        private WatchedLine(Line line) {
            this.line = line;
        }

        @Override
        public void play(int turn, AudioFrame frame) {
            line.play(turn, frame);
        }

        @Override
        public void play(int turn, AudioFrame frame, List<Timing> beginning) {
            line.play(turn, frame, beginning);
        }

        @Override
        public Duration unheard() {
            return found(new Unheard(line.unheard())).sound();
        }

        @Override
        public void fallSilent(int turn) {
            line.fallSilent(turn);
        }

        @Override
        public void hangUp(CallEnd end) {
            line.hangUp(end);
        }
    }

    /** Equal to another that watches the same, as calls compare their ears when a plan changes. */
    private record WatchedDetector(VoiceActivityDetector detector, Witness witness) implements VoiceActivityDetector {
        @Override
        public double voiceIn(AudioFrame frame) {
            return witness.found(new Voiced(detector.voiceIn(frame))).likelihood();
        }

        @Override
        public Duration lag() {
            return witness.found(new Lagged(detector.lag())).time();
        }

        @Override
        public void close() {
            detector.close();
        }
    }

    /** Equal to another that watches the same. */
    private record WatchedRecognizer(SpeechRecognizer recognizer, Witness witness) implements SpeechRecognizer {
        @Override
        public String name() {
            return recognizer.name();
        }

        @Override
        public Capabilities capabilities() {
            return recognizer.capabilities();
        }

        @Override
        public Recognition open(Request request, Listener listener) {
            try {
                Recognition opened = recognizer.open(request, listener);
                witness.found(new EarOpened(true));
                return opened;
            } catch (SpeechUnavailable full) {
                witness.found(new EarOpened(false));
                throw full;
            }
        }
    }
}
