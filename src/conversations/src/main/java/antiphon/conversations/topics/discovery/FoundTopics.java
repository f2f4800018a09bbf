package antiphon.conversations.topics.discovery;

import antiphon.conversations.topics.discovery.TopicSearch.Found;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Step 3 of the job: keeps the topics, and gives back what failed. */
@Named("foundTopics")
@Dependent
public class FoundTopics extends AbstractItemWriter {
    @Inject
    DiscoveryQueue queue;

    @Inject
    TopicMembers members;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Found found = (Found) item;
            found.placement()
                    .ifPresentOrElse(
                            placement -> members.place(found.claim(), placement), () -> queue.failed(found.claim()));
        }
    }
}
