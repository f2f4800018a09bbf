package antiphon.conversations.search.indexing;

import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.conversations.search.indexing.MessageQueue.Work;
import antiphon.testing.Wiring;
import java.util.List;

/** A worker of the job, as the server would make one for each run; it goes one step at a time. */
public final class MessageWorker {
    private final SaidMessages reader = new SaidMessages();
    private final MessageEmbedding embedding = new MessageEmbedding();
    private final MessageVectors writer = new MessageVectors();

    public MessageWorker(Wiring beans) {
        MessageQueue queue = beans.get(MessageQueue.class);
        Embeddings embeddings = beans.get(Embeddings.class);
        reader.queue = queue;
        reader.embeddings = embeddings;
        embedding.queue = queue;
        embedding.embeddings = embeddings;
        writer.queue = queue;
    }

    /** A run begins. */
    public boolean opens() {
        reader.open(null);
        return true;
    }

    /** @return whether there was something to do */
    public boolean step() {
        Work work = reader.readItem();
        if (work == null) {
            return false;
        }
        writer.writeItems(List.of(embedding.processItem(work)));
        return true;
    }

    /** Claims, and is slow: the rest of the step. */
    public Runnable claims() {
        Work work = reader.readItem();
        if (work == null) {
            throw new IllegalStateException("nothing waits");
        }
        return () -> writer.writeItems(List.of(embedding.processItem(work)));
    }
}
