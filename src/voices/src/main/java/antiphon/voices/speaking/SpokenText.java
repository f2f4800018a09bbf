package antiphon.voices.speaking;

import antiphon.api.Refusal;
import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.SpeechSynthesizer.Synthesis;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A text on its way to becoming sound, sentence by sentence. Asked for its frames by one thread; the synthesizer's tell it
 * of them. What was made ahead waits here: of one sentence at most.
 */
final class SpokenText implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SpeechSynthesizer synthesizer;
    private final SpeechRequest wanted;
    private final List<String> sentences;
    private int next;
    private @Nullable Sentence current;

    SpokenText(SpeechSynthesizer synthesizer, SpeechRequest wanted) {
        this.synthesizer = synthesizer;
        this.wanted = wanted;
        this.sentences = Sentences.of(wanted.text(), wanted.language());
    }

    private sealed interface News {
        record Frame(AudioFrame frame) implements News {}

        record Finished() implements News {}

        record Failed(SpeechFailure failure) implements News {}
    }

    /** One sentence's sound as it comes. */
    private static final class Sentence implements SpeechSynthesizer.Listener {
        private final BlockingQueue<News> news = new LinkedBlockingQueue<>();

        @Override
        public void spoke(AudioFrame frame) {
            news.add(new News.Frame(frame));
        }

        @Override
        public void finished() {
            news.add(new News.Finished());
        }

        @Override
        public void failed(SpeechFailure failure) {
            news.add(new News.Failed(failure));
        }
    }

    private @Nullable Synthesis synthesis;

    /**
     * The next 20 ms. Blocks.
     *
     * @return empty when all is spoken
     * @throws Refusal.Unavailable when the engine fails or says nothing for long
     */
    Optional<AudioFrame> next() {
        while (true) {
            if (current == null && !begin()) {
                return Optional.empty();
            }
            switch (news(current)) {
                case News.Frame(AudioFrame frame) -> {
                    return Optional.of(frame);
                }
                case News.Finished finished -> current = null;
                case News.Failed(SpeechFailure failure) -> throw unspoken(failure.reason());
            }
        }
    }

    /** The sentence to which the last frame belongs, or which comes next. */
    String sentence() {
        return sentences.get(Math.max(0, next - 1));
    }

    /** How many sentences have been begun. */
    int begun() {
        return next;
    }

    private boolean begin() {
        if (next == sentences.size()) {
            return false;
        }
        Sentence sentence = new Sentence();
        current = sentence;
        synthesis = synthesizer.speak(
                new SpeechSynthesizer.Request(sentences.get(next), wanted.language(), wanted.voice()), sentence);
        next++;
        return true;
    }

    private static News news(@Nullable Sentence sentence) {
        try {
            News news = sentence == null ? null : sentence.news.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (news == null) {
                throw unspoken("it said nothing for " + PATIENCE.toSeconds() + " seconds");
            }
            return news;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw unspoken("the server is being stopped");
        }
    }

    private static Refusal.Unavailable unspoken(String reason) {
        return new Refusal.Unavailable("speech_failed", "The engine could not speak: " + reason);
    }

    @Override
    public void close() {
        if (synthesis != null) {
            synthesis.cancel();
        }
    }
}
