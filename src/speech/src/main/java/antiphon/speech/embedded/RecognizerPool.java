package antiphon.speech.embedded;

import antiphon.engines.Sphinx;
import antiphon.engines.SphinxWords;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * A few recognizers that many calls borrow, each on a thread of its own, and the words of the agents they listen for.
 * Whatever finds all of them busy waits its turn, while its sound is kept.
 */
final class RecognizerPool implements AutoCloseable {
    private static final int SUBJECTS_KEPT = 32;

    private final ThreadLocal<Sphinx> recognizers = ThreadLocal.withInitial(Sphinx::new);
    private final ExecutorService listening;
    private final ExecutorService learning = Executors.newSingleThreadExecutor(threads("words-"));
    private final Map<Subject, CompletableFuture<SphinxWords>> known = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Subject, CompletableFuture<SphinxWords>> eldest) {
            return size() > SUBJECTS_KEPT;
        }
    };

    RecognizerPool(EmbeddedRecognizerSettings settings) {
        this.listening = Executors.newFixedThreadPool(settings.recognizers(), threads("recognizer-"));
    }

    private record Subject(List<String> sentences, List<String> keywords) {}

    /** The words to expect on a subject: made in the background when asked for the first time. */
    CompletableFuture<SphinxWords> words(List<String> sentences, List<String> keywords) {
        Subject subject = new Subject(List.copyOf(sentences), List.copyOf(keywords));
        synchronized (known) {
            CompletableFuture<SphinxWords> words = known.get(subject);
            if (words == null || words.isCompletedExceptionally()) {
                words = CompletableFuture.supplyAsync(
                        () -> SphinxWords.of(subject.sentences, subject.keywords), learning);
                known.put(subject, words);
            }
            return words;
        }
    }

    /** Listens as soon as the stage before is done and a recognizer is free. */
    CompletableFuture<Sphinx.Heard> hear(
            CompletionStage<SphinxWords> words, Sphinx.CallersLine line, InputStream sound, Consumer<String> interim) {
        return words.thenApplyAsync(expected -> recognizers.get().hear(expected, line, sound, interim), listening)
                .toCompletableFuture();
    }

    private static ThreadFactory threads(String name) {
        AtomicInteger number = new AtomicInteger();
        return work -> Thread.ofPlatform()
                .name("antiphon-" + name + number.incrementAndGet())
                .daemon()
                .unstarted(work);
    }

    @Override
    public void close() {
        listening.shutdownNow();
        learning.shutdownNow();
    }
}
