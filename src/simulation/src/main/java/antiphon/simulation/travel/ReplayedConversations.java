package antiphon.simulation.travel;

import antiphon.simulation.travel.ConversationReplay.Settled;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/** Step 3 of the job: keeps what came of it. */
@Named("replayedConversations")
@Dependent
public class ReplayedConversations extends AbstractItemWriter {
    @Inject
    TravelQueue queue;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Settled settled = (Settled) item;
            queue.keep(settled.work(), settled.outcome());
        }
    }
}
