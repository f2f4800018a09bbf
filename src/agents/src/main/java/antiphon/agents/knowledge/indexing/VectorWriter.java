package antiphon.agents.knowledge.indexing;

import antiphon.agents.knowledge.indexing.PassageEmbedding.Embedded;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Step 3 of the indexing job: keeps the vectors and the progress, and renews the lease. */
@Named("vectorWriter")
@Dependent
public class VectorWriter extends AbstractItemWriter {
    @Inject
    IndexingQueue queue;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Embedded embedded = (Embedded) item;
            if (embedded.vectors().isEmpty()) {
                queue.failed(embedded.work());
            } else {
                queue.keep(embedded.work(), embedded.vectors());
            }
        }
    }
}
