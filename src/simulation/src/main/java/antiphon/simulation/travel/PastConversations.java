package antiphon.simulation.travel;

import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Step 1 of the job: claims one conversation after the other. What was claimed and is not finished is given back. */
@Named("pastConversations")
@Dependent
public class PastConversations extends AbstractItemReader {
    private final String worker = "worker_" + UUID.randomUUID();

    @Inject
    TravelQueue queue;

    @Inject
    TravelWorkers workers;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        queue.release(worker);
        workers.begins(worker);
    }

    @Override
    public @Nullable Work readItem() {
        return queue.claim(worker).orElse(null);
    }

    @Override
    public void close() {
        workers.ends(worker);
        queue.release(worker);
    }
}
