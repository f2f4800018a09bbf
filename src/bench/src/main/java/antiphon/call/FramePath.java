package antiphon.call;

import antiphon.audio.AudioFrame;
import antiphon.audio.Reframer;
import antiphon.audio.WireFormat;
import antiphon.call.CallEvent.FrameHeard;
import antiphon.call.CallPlan.Ears;
import antiphon.call.CallPlan.Mind;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.VoiceActivityDetector;
import antiphon.speech.embedded.SileroDetector;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What 20 ms of the caller's sound cost the house: from base64 to samples to a frame to the call's decision, journal and
 * all. The recognizer takes the frame and does nothing; the rest is real.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(
        value = 1,
        jvmArgsAppend = {"-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"})
public class FramePath {
    /** Which detector listens: {@code none} leaves the house's own work, {@code silero} adds the model. */
    @Param({"none", "silero"})
    public String detector = "none";

    private final Base64.Decoder base64 = Base64.getDecoder();
    private final WireFormat.Decoder decoder = WireFormat.parse("pcm_16000").decoder();
    private final Reframer reframer = new Reframer();
    private String chunk = "";
    private Instant now = Instant.EPOCH;
    private long journaled;
    private Call call = call(new AlwaysVoice());

    @Setup
    public void ring() {
        byte[] sound = new byte[2 * AudioFrame.LENGTH_SAMPLES];
        for (int i = 0; i < AudioFrame.LENGTH_SAMPLES; i++) {
            short sample = (short) (2_000 * Math.sin(i * 0.2) + 500 * Math.sin(i * 1.7));
            sound[2 * i] = (byte) sample;
            sound[2 * i + 1] = (byte) (sample >> 8);
        }
        chunk = Base64.getEncoder().encodeToString(sound);
        call = call(detector.equals("silero") ? new SileroDetector() : new AlwaysVoice());
    }

    @Benchmark
    public long frame() {
        for (AudioFrame frame : reframer.add(decoder.decode(base64.decode(chunk)))) {
            now = now.plusMillis(20);
            call.happen(new FrameHeard(frame), now);
        }
        return journaled;
    }

    private Call call(VoiceActivityDetector listening) {
        Manners usual = Manners.DEFAULT;
        Manners.Silences patient =
                new Manners.Silences(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofDays(3650), "");
        Manners manners =
                new Manners(usual.pauses(), usual.interruptions(), patient, usual.fillers(), usual.patience());
        Ears ears = new Ears(
                List.of(new Deaf()),
                new SpeechRecognizer.Request("en", List.of(), List.of(), false),
                listening,
                (words, language) -> 1);
        CallPlan plan = new CallPlan(
                "",
                "",
                "en",
                manners,
                Optional.of(ears),
                Optional.empty(),
                new Mind(new Mute(), Sampling.DEFAULT, List.of(), (turn, use, answer) -> ToolBox.Using.NONE));
        return new Call(
                plan, new Nowhere(), InstantSource.fixed(now), news -> {}, record -> journaled += record.length);
    }

    private static final class AlwaysVoice implements VoiceActivityDetector {
        @Override
        public double voiceIn(AudioFrame frame) {
            return 0.9;
        }

        @Override
        public void close() {}
    }

    private static final class Deaf implements SpeechRecognizer, SpeechRecognizer.Recognition {
        @Override
        public String name() {
            return "deaf";
        }

        @Override
        public Capabilities capabilities() {
            return new Capabilities(false, List.of());
        }

        @Override
        public Recognition open(Request request, Listener listener) {
            return this;
        }

        @Override
        public void hear(AudioFrame frame, boolean voice) {}

        @Override
        public void settle() {}

        @Override
        public void close() {}
    }

    private static final class Mute implements LanguageModel {
        @Override
        public String name() {
            return "mute";
        }

        @Override
        public Answering answer(Prompt prompt, Listener listener) {
            return () -> {};
        }
    }

    private static final class Nowhere implements Line {
        @Override
        public void play(int turn, AudioFrame frame) {}

        @Override
        public Duration unheard() {
            return Duration.ZERO;
        }

        @Override
        public void fallSilent(int turn) {}

        @Override
        public void hangUp(CallEnd end) {}
    }
}
