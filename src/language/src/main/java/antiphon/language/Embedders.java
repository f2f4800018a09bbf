package antiphon.language;

import antiphon.language.embedded.EmbeddedEmbedder;
import antiphon.language.remote.Connections;
import antiphon.language.remote.OpenAiEmbedder;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Chooses who turns text into vectors: {@code embedding.url} with {@code embedding.model} and {@code embedding.key} names a
 * server that speaks OpenAI's embeddings API; otherwise it is the embedder that comes with the house. Any thread.
 */
public final class Embedders {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private Embedders() {}

    /**
     * Opens the embedder; the house's own is loaded then, which takes a second.
     *
     * @throws IllegalStateException when there is none: neither is one configured, nor are the embedded engines installed
     */
    public static Embedder open(Function<String, Optional<String>> settings) {
        Optional<String> url =
                settings.apply("embedding.url").map(String::strip).filter(text -> !text.isEmpty());
        if (url.isEmpty()) {
            return new EmbeddedEmbedder();
        }
        String model = settings.apply("embedding.model")
                .filter(text -> !text.isBlank())
                .orElseThrow(() ->
                        new IllegalStateException("embedding.url needs embedding.model, the name of a model there."));
        return new OpenAiEmbedder(
                url.get(), settings.apply("embedding.key").orElse("none"), model, new Connections(CONNECTING, SILENCE));
    }
}
