package antiphon.agents.knowledge.indexing;

import antiphon.language.Embedder;
import antiphon.language.Embedders;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The embedder of this server, opened by the first who needs it. */
@ApplicationScoped
public class Embeddings implements Supplier<Embedder> {
    @Inject
    Config config;

    private volatile @Nullable Embedder embedder;

    @SuppressWarnings("NullAway.Init") // for CDI
    public Embeddings() {}

    /** Without a container. */
    @SuppressWarnings("NullAway.Init")
    public Embeddings(Embedder embedder) {
        this.embedder = embedder;
    }

    /** @throws IllegalStateException when there is none here */
    @Override
    public Embedder get() {
        Embedder ready = embedder;
        return ready == null ? open() : ready;
    }

    /** The embedder's name; empty when there is none here. */
    public Optional<String> name() {
        try {
            return Optional.of(get().name());
        } catch (IllegalStateException | LinkageError none) {
            return Optional.empty();
        }
    }

    private synchronized Embedder open() {
        Embedder ready = embedder;
        if (ready == null) {
            ready = Embedders.open(key ->
                    Optional.ofNullable(config).flatMap(settings -> settings.getOptionalValue(key, String.class)));
            embedder = ready;
        }
        return ready;
    }
}
