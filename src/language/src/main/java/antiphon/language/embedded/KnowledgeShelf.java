package antiphon.language.embedded;

import antiphon.language.Embedder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Instructions already read, the latest few. Any thread; each text is read by one. */
final class KnowledgeShelf {
    private static final int ROOM = 64;

    private final Embedder embedder;
    private final Map<String, CompletableFuture<Knowledge>> read = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<Knowledge>> eldest) {
            return size() > ROOM;
        }
    };

    KnowledgeShelf(Embedder embedder) {
        this.embedder = embedder;
    }

    Knowledge of(String instructions) {
        CompletableFuture<Knowledge> mine = new CompletableFuture<>();
        CompletableFuture<Knowledge> known;
        synchronized (read) {
            known = read.putIfAbsent(instructions, mine);
        }
        if (known != null) {
            return known.join();
        }
        return readNow(instructions, mine, () -> new Knowledge(instructions, embedder));
    }

    private Knowledge readNow(String instructions, CompletableFuture<Knowledge> mine, Supplier<Knowledge> reading) {
        try {
            Knowledge knowledge = reading.get();
            mine.complete(knowledge);
            return knowledge;
        } catch (RuntimeException | LinkageError e) {
            synchronized (read) {
                read.remove(instructions);
            }
            mine.completeExceptionally(e);
            throw e;
        }
    }
}
