package antiphon.conversations.search.indexing;

import antiphon.conversations.search.indexing.MessageEmbedding.Embedded;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Step 3 of the job: keeps the vectors, and gives back what failed. */
@Named("messageVectors")
@Dependent
public class MessageVectors extends AbstractItemWriter {
    @Inject
    MessageQueue queue;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Embedded embedded = (Embedded) item;
            if (embedded.failed()) {
                queue.failed(embedded.work());
            } else {
                queue.keep(embedded.work(), embedded.embedder(), embedded.vectors());
            }
        }
    }
}
