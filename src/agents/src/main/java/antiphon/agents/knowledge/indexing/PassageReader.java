package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.indexing.IndexingQueue.Work;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Step 1 of the indexing job: claims an index, and gives its passages that have no vector yet, some at a time. */
@Named("passageReader")
@Dependent
public class PassageReader extends AbstractItemReader {
    private final String worker = "worker_" + UUID.randomUUID();

    @Inject
    IndexingQueue queue;

    @Inject
    Embeddings embeddings;

    @Override
    public @Nullable Work readItem() {
        return queue.next(worker, embeddings.get().name()).orElse(null);
    }
}
