package antiphon.conversations.topics.discovery;

import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.conversations.topics.discovery.DiscoveryQueue.Claim;
import antiphon.testing.Wiring;
import java.util.List;

/** A worker of the job, as the server would make one for each run; it goes one step at a time. */
public final class TopicWorker {
    private final DueAgents reader = new DueAgents();
    private final TopicSearch search = new TopicSearch();
    private final FoundTopics writer = new FoundTopics();

    public TopicWorker(Wiring beans) {
        DiscoveryQueue queue = beans.get(DiscoveryQueue.class);
        TopicMembers members = beans.get(TopicMembers.class);
        reader.queue = queue;
        search.queue = queue;
        search.members = members;
        search.embeddings = beans.get(Embeddings.class);
        writer.queue = queue;
        writer.members = members;
    }

    /** Looks at so many conversations only. */
    public static void looksAt(Wiring beans, int most) {
        beans.get(TopicMembers.class).most = most;
    }

    /** @return whether there was something to do */
    public boolean step() {
        Claim claim = reader.readItem();
        if (claim == null) {
            return false;
        }
        writer.writeItems(List.of(search.processItem(claim)));
        return true;
    }

    /** Claims and searches, and is slow: the rest of the step. */
    public Runnable searches() {
        Claim claim = reader.readItem();
        if (claim == null) {
            throw new IllegalStateException("nothing waits");
        }
        Object found = search.processItem(claim);
        return () -> writer.writeItems(List.of(found));
    }
}
