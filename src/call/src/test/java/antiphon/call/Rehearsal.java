package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.call.CallPlan.Ears;
import antiphon.call.CallPlan.Guards;
import antiphon.call.CallPlan.Mind;
import antiphon.call.CallPlan.Mouth;
import antiphon.language.Attachment;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.speech.EndOfTurnModel;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSynthesizer.Voice;
import antiphon.speech.VoiceActivityDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call in virtual time: no thread, no sleep, no sound card. What was said and what came of it can be asked for. */
final class Rehearsal {
    static final Instant START = Instant.parse("2026-11-23T09:00:00Z");

    final FakeRecognizer recognizer = new FakeRecognizer("first ear");
    final FakeRecognizer secondRecognizer = new FakeRecognizer("second ear");
    final FakeSynthesizer synthesizer = new FakeSynthesizer("first mouth");
    final FakeSynthesizer secondSynthesizer = new FakeSynthesizer("second mouth");
    final FakeModel model = new FakeModel("fake");
    final FakeModel secondModel = new FakeModel("second fake");
    final FakeToolBox toolBox = new FakeToolBox();
    final FakeLine line = new FakeLine(this);
    final List<CallNews> news = new ArrayList<>();
    final List<byte[]> journal = new ArrayList<>();
    final List<ToolDescription> tools = new ArrayList<>();
    Optional<Knowledge> knowledge = Optional.empty();
    final FakeJudge judge = new FakeJudge();
    final List<Watch> watches = new ArrayList<>();
    final List<CallPlan.ToolManner> toolManners = new ArrayList<>();
    final List<CallPlan.OtherVoice> otherVoices = new ArrayList<>();
    Manners manners = Manners.DEFAULT;
    String firstMessage = "Hello.";
    boolean textOnly;
    int stepMillis = 20;
    boolean secondModelWaits;
    int mostFiles = 10;
    Instant now = START;
    private @Nullable Call call;

    /** Instead of the usual one. */
    @Nullable
    Line otherLine;

    /** What else happens every step. */
    Runnable step = () -> {};

    Rehearsal begin() {
        call = new Call(
                plan("Be kind.", "en"), otherLine == null ? line : otherLine, () -> now, news::add, journal::add);
        settle();
        return this;
    }

    /** A plan like that of this call; another who speaks for the agent has one of his own. */
    CallPlan plan(String instructions, String language) {
        var mind = new Mind(
                secondModelWaits ? List.of(model, secondModel) : List.of(model),
                Sampling.DEFAULT,
                tools,
                toolManners,
                toolBox,
                knowledge,
                mostFiles,
                new Guards(List.copyOf(watches), judge));
        VoiceActivityDetector detector = new VoiceActivityDetector() {
            @Override
            public double voiceIn(AudioFrame frame) {
                return frame.samples()[0];
            }

            @Override
            public void close() {}
        };
        EndOfTurnModel endOfTurn = (words, spoken) -> words.endsWith("and") ? 0.1 : 0.9;
        var ears = new Ears(
                List.of(recognizer, secondRecognizer),
                new SpeechRecognizer.Request(language, List.of(), List.of(), false),
                detector,
                endOfTurn);
        var mouth = new Mouth(List.of(synthesizer, secondSynthesizer), Voice.DEFAULT, otherVoices);
        return new CallPlan(
                instructions,
                firstMessage,
                language,
                manners,
                textOnly ? Optional.empty() : Optional.of(ears),
                textOnly ? Optional.empty() : Optional.of(mouth),
                mind);
    }

    Replay replay() {
        return replay(Integer.MAX_VALUE);
    }

    /** The call lived again from so many bytes of its journal. */
    Replay replay(int bytes) {
        var whole = new ByteArrayOutputStream();
        journal.forEach(whole::writeBytes);
        try {
            return Replay.of(new ByteArrayInputStream(whole.toByteArray(), 0, Math.min(bytes, whole.size())));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Call call() {
        return Objects.requireNonNull(call);
    }

    /** The caller speaks this long; the words are what a recognizer will make of it. */
    void callerSpeaks(String words, int millis) {
        recognizer.willHear(words);
        secondRecognizer.willHear(words);
        frames(millis, (short) 1);
    }

    void silence(int millis) {
        frames(millis, (short) 0);
    }

    void time(int millis) {
        for (int passed = 0; passed < millis; passed += stepMillis) {
            now = now.plusMillis(stepMillis);
            step.run();
            call().happen(new CallEvent.TimePassed(), now);
            settle();
        }
    }

    void callerTypes(String words) {
        call().read(words);
        settle();
    }

    void callerShows(Attachment file, String words) {
        call().show(List.of(file), words);
        settle();
    }

    /** Meets everything that has happened, at this moment. */
    void settle() {
        for (CallEvent event = call().inbox().poll();
                event != null;
                event = call().inbox().poll()) {
            call().happen(event, now);
        }
    }

    <N extends CallNews> List<N> news(Class<N> kind) {
        return stream(kind).toList();
    }

    <N extends CallNews> N last(Class<N> kind) {
        return stream(kind).reduce((one, other) -> other).orElseThrow();
    }

    List<String> dialogue() {
        return call().dialogue().messages().stream().map(Object::toString).toList();
    }

    long millis() {
        return Duration.between(START, now).toMillis();
    }

    private <N extends CallNews> Stream<N> stream(Class<N> kind) {
        return news.stream().filter(kind::isInstance).map(kind::cast);
    }

    private void frames(int millis, short voice) {
        for (int passed = 0; passed < millis; passed += stepMillis) {
            now = now.plusMillis(stepMillis);
            step.run();
            short[] samples = new short[AudioFrame.LENGTH_SAMPLES];
            samples[0] = voice;
            call().happen(new CallEvent.FrameHeard(new AudioFrame(samples)), now);
            settle();
        }
    }
}
