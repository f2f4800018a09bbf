package antiphon.analysis;

import antiphon.conversations.record.PostCalls;
import antiphon.conversations.record.PostCalls.Claim;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Step 1 of the job: claims a conversation that ended. The rows are the checkpoint: what was claimed and is not finished
 * when a chunk is begun anew is given back, and read once more.
 */
@Named("endedConversations")
@Dependent
public class EndedConversations extends AbstractItemReader {
    private final String worker = "worker_" + UUID.randomUUID();

    @Inject
    PostCalls postCalls;

    @Inject
    PostCallWorkers workers;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        postCalls.release(worker);
        workers.begins(worker);
    }

    @Override
    public @Nullable Claim readItem() {
        return postCalls.claim(worker).orElse(null);
    }

    @Override
    public void close() {
        workers.ends(worker);
        postCalls.release(worker);
    }
}
