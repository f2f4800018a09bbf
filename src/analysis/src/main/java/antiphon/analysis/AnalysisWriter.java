package antiphon.analysis;

import antiphon.analysis.CallAnalyst.Analysed;
import antiphon.conversations.record.PostCalls;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Step 3 of the job, one transaction for all of a chunk: the conversation is done, what was found out is kept, and those who
 * want to hear of it will. What somebody else has taken over meanwhile is dropped.
 */
@Named("analysisWriter")
@Dependent
public class AnalysisWriter extends AbstractItemWriter {
    @Inject
    PostCalls postCalls;

    @Inject
    CallAnalyses analyses;

    @Inject
    Announcements announcements;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Analysed analysed = (Analysed) item;
            if (postCalls.finish(analysed.claim())) {
                analyses.keep(analysed.finding());
                if (analysed.claim().announced()) {
                    announcements.announce(analysed.finding().material());
                }
            }
        }
    }
}
