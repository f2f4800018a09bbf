package antiphon.analysis;

import antiphon.analysis.AnalysesUnderWay.Begun;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.conversations.record.PostCalls.Claim;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;

/** Step 2 of the job: judges, picks out and sums up. What a model does wrong is an answer too, and holds nobody up. */
@Named("callAnalyst")
@Dependent
public class CallAnalyst implements ItemProcessor {
    private static final Logger LOG = System.getLogger(CallAnalyst.class.getName());
    private static final int MOST_ATTEMPTS = 5;

    @Inject
    CallAnalyses analyses;

    @Inject
    AnalysedCalls calls;

    /** What came of a claim. */
    record Analysed(Claim claim, Finding finding) {}

    /** Waits for it. What went wrong goes on as it was, since the job says what it thinks of it. */
    @Override
    public Analysed processItem(Object item) throws InterruptedException {
        try {
            return ((Begun) item).analysed().get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        }
    }

    /** Blocks while somebody judges. */
    Analysed analyse(Claim claim) {
        if (claim.attempts() > MOST_ATTEMPTS) {
            String why = "The server failed " + MOST_ATTEMPTS + " times while this conversation was analysed.";
            return new Analysed(
                    claim, Finding.none(calls.find(claim.conversationId()), Answers.none(RuleAnalyst.NAME, why)));
        }
        Analysed analysed = new Analysed(claim, analyses.find(claim.conversationId(), claim.asNow()));
        analysed.finding()
                .problem()
                .ifPresent(why -> LOG.log(
                        Level.WARNING, "Conversation {0} could not be analysed: {1}", claim.conversationId(), why));
        return analysed;
    }
}
