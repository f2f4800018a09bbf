package antiphon.bench;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechRecognizer.Words;
import antiphon.speech.VoiceActivityDetector;
import antiphon.speech.embedded.EmbeddedRecognizer;
import antiphon.speech.embedded.EmbeddedRecognizerSettings;
import antiphon.speech.embedded.SileroDetector;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * How many words the embedded recognizer gets wrong, set by set, at 16 kHz and through a telephone line. The synthesized
 * questions and {@code human-commands}, {@code human-cards} are heard with an agent that is about them; {@code
 * human-reading} is off the subject on purpose. An argument {@code words} prints what was heard.
 */
public final class WordErrorRate {
    private final PrintStream out;
    private final boolean wordsToo;
    private final EmbeddedRecognizer recognizer = new EmbeddedRecognizer(new EmbeddedRecognizerSettings(1, 1));

    private WordErrorRate(PrintStream out, boolean wordsToo) {
        this.out = out;
        this.wordsToo = wordsToo;
    }

    public static void main(String[] arguments) throws Exception {
        new WordErrorRate(System.out, List.of(arguments).contains("words")).measure();
    }

    private void measure() throws Exception {
        List<String> coffeeShop = SpokenSentence.lines("coffee-shop.txt");
        List<String> everythingElse = SpokenSentence.lines("everything-else.txt");
        long start = System.nanoTime();
        recognizer.warmUp(coffeeShop, List.of()).get();
        out.printf("warm-up of one recognizer: %d ms%n", millisSince(start));
        recognizer.warmUp(everythingElse, List.of()).get();
        List<SpokenSentence> all = SpokenSentence.all();
        for (boolean telephone : new boolean[] {false, true}) {
            Map<String, Score> scores = new TreeMap<>();
            for (SpokenSentence sentence : all) {
                boolean question = sentence.set().startsWith("synthesized")
                        || sentence.set().equals("human-reading");
                Request request = new Request("en", List.of(), question ? coffeeShop : everythingElse, telephone);
                Score score = scores.computeIfAbsent(sentence.set(), set -> new Score());
                hear(telephone ? sentence.overTheTelephone() : sentence, request, score);
            }
            out.println(telephone ? "through 8 kHz mu-law:" : "at 16 kHz:");
            scores.forEach((set, score) -> out.printf("  %-18s %s%n", set, score));
        }
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        out.printf("heap in use: %d MB%n", (runtime.totalMemory() - runtime.freeMemory()) >> 20);
        recognizer.close();
    }

    private void hear(SpokenSentence sentence, Request request, Score score) throws InterruptedException {
        BlockingQueue<Words> settled = new ArrayBlockingQueue<>(1);
        try (Recognition recognition = recognizer.open(request, new Ear(settled));
                VoiceActivityDetector detector = new SileroDetector()) {
            List<AudioFrame> frames = sentence.frames();
            long start = System.nanoTime();
            for (AudioFrame frame : frames) {
                recognition.hear(frame, detector.voiceIn(frame) > 0.5);
            }
            recognition.settle();
            Words words = settled.take();
            score.add(sentence.words(), words, frames.size(), System.nanoTime() - start);
            if (wordsToo) {
                out.printf(
                        "%-18s %.2f | %s | %s%n", sentence.set(), words.confidence(), sentence.words(), words.text());
            }
        }
    }

    private static long millisSince(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }

    private record Ear(BlockingQueue<Words> settled) implements Listener {
        @Override
        public void heard(Words words) {
            if (words.settled()) {
                settled.add(words);
            }
        }

        @Override
        public void failed(SpeechFailure failure) {
            settled.add(Words.settled(""));
        }
    }

    private static final class Score {
        private int sentences;
        private int whole;
        private int words;
        private int errors;
        private double confidence;
        private double soundNanos;
        private double workNanos;

        void add(String said, Words heard, int frames, long nanos) {
            List<String> expected = List.of(said.split(" ", -1));
            List<String> actual =
                    heard.text().isEmpty() ? List.of() : List.of(heard.text().split(" ", -1));
            int wrong = EditDistance.between(expected, actual);
            sentences++;
            whole += wrong == 0 ? 1 : 0;
            words += expected.size();
            errors += wrong;
            confidence += heard.confidence();
            soundNanos += frames * (double) AudioFrame.LENGTH.toNanos();
            workNanos += nanos;
        }

        @Override
        public String toString() {
            return String.format(
                    "WER %5.1f %%  whole %2d of %2d  mean confidence %.2f  real-time factor %.2f",
                    100.0 * errors / words, whole, sentences, confidence / sentences, workNanos / soundNanos);
        }
    }
}
