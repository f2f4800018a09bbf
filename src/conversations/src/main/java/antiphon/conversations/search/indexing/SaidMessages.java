package antiphon.conversations.search.indexing;

import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.conversations.search.indexing.MessageQueue.Work;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Step 1 of the job: claims a conversation, and gives what was said in it. */
@Named("saidMessages")
@Dependent
public class SaidMessages extends AbstractItemReader {
    private final String worker = "worker_" + UUID.randomUUID();

    @Inject
    MessageQueue queue;

    @Inject
    Embeddings embeddings;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        queue.expect(embeddings.get().name());
    }

    @Override
    public @Nullable Work readItem() {
        return queue.claim(worker).orElse(null);
    }
}
