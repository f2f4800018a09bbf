package antiphon.conversations.search.indexing;

import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.conversations.search.indexing.MessageQueue.Work;
import antiphon.language.Embedder;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;

/** Step 2 of the job: makes the vectors. An embedder that fails makes none; the conversation is tried again later. */
@Named("messageEmbedding")
@Dependent
public class MessageEmbedding implements ItemProcessor {
    private static final Logger LOG = System.getLogger(MessageEmbedding.class.getName());
    private static final int AT_ONCE = 16;

    @Inject
    MessageQueue queue;

    @Inject
    Embeddings embeddings;

    /** @param failed whether the embedder did, so that there are no vectors */
    record Embedded(Work work, String embedder, List<float[]> vectors, boolean failed) {}

    @Override
    public Embedded processItem(Object item) {
        Work work = (Work) item;
        try {
            Embedder embedder = embeddings.get();
            return new Embedded(work, embedder.name(), vectors(embedder, work), false);
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "The embedder failed with {0}; the messages of {1} wait",
                    failed.getClass().getName(),
                    work.conversationId());
            return new Embedded(work, "", List.of(), true);
        }
    }

    private List<float[]> vectors(Embedder embedder, Work work) {
        List<String> words = work.parts().stream().map(MessagePart::words).toList();
        List<float[]> vectors = new ArrayList<>();
        for (int from = 0; from < words.size(); from += AT_ONCE) {
            if (from > 0) {
                queue.renew(work);
            }
            vectors.addAll(embedder.embed(words.subList(from, Math.min(from + AT_ONCE, words.size()))));
        }
        return vectors;
    }
}
