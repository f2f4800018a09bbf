package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.indexing.IndexingQueue.Passage;
import antiphon.agents.knowledge.indexing.IndexingQueue.Work;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/** Step 2 of the indexing job: makes the vectors. An embedder that fails makes none; the index is tried again later. */
@Named("passageEmbedding")
@Dependent
public class PassageEmbedding implements ItemProcessor {
    private static final Logger LOG = System.getLogger(PassageEmbedding.class.getName());

    @Inject
    Embeddings embeddings;

    /** @param vectors none when the embedder failed */
    record Embedded(Work work, List<float[]> vectors) {}

    @Override
    public Embedded processItem(Object item) {
        Work work = (Work) item;
        try {
            List<String> words = work.passages().stream().map(Passage::words).toList();
            return new Embedded(work, embeddings.get().embed(words));
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "The embedder failed with {0}; the index {1} waits",
                    failed.getClass().getName(),
                    work.indexId());
            return new Embedded(work, List.of());
        }
    }
}
