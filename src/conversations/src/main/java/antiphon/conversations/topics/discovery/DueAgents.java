package antiphon.conversations.topics.discovery;

import antiphon.conversations.topics.discovery.DiscoveryQueue.Claim;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Step 1 of the job: claims an agent. */
@Named("dueAgents")
@Dependent
public class DueAgents extends AbstractItemReader {
    private final String worker = "worker_" + UUID.randomUUID();

    @Inject
    DiscoveryQueue queue;

    @Override
    public @Nullable Claim readItem() {
        return queue.claim(worker).orElse(null);
    }
}
