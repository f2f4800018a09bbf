package antiphon.analysis;

import antiphon.analysis.CallAnalyst.Analysed;
import antiphon.analysis.retention.Forgetting;
import antiphon.conversations.record.PostCalls;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;

/**
 * Step 3 of the job, one transaction for all of a chunk: the conversation is done, what was found out is kept, and those who
 * want to hear of it will. What was not to outlive its call is forgotten, and what somebody else has taken over meanwhile is
 * dropped. Where somebody only looked again, nothing is known worse than before.
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

    @Inject
    Forgetting forgetting;

    @Inject
    Reanalyses reanalyses;

    @Override
    public void writeItems(List<Object> items) {
        for (Object item : items) {
            Analysed analysed = (Analysed) item;
            if (postCalls.finish(analysed.claim())) {
                write(analysed);
            }
        }
    }

    private void write(Analysed analysed) {
        Finding finding = analysed.finding();
        if (analysed.claim().announced()) {
            analyses.keep(finding);
            announcements.announce(finding.material());
            forgetting.afterCall(analysed.claim().conversationId());
        } else {
            analyses.keepIfBetter(finding);
        }
        reanalyses.note(finding);
    }
}
