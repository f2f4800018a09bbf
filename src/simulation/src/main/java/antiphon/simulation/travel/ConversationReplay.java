package antiphon.simulation.travel;

import antiphon.api.Refusal;
import antiphon.conversations.TextCalls.Subject;
import antiphon.simulation.travel.Outcome.Failed;
import antiphon.simulation.travel.Outcome.Spent;
import jakarta.annotation.Resource;
import jakarta.batch.api.chunk.ItemProcessor;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Step 2 of the job: puts the conversation to the version of the agent. On a thread beside the job's, which is in a
 * transaction and would hold a connection to the database for as long as models think.
 */
@Named("conversationReplay")
@Dependent
public class ConversationReplay implements ItemProcessor {
    private static final Logger LOG = System.getLogger(ConversationReplay.class.getName());

    @Inject
    TravelQueue queue;

    @Inject
    Replays replays;

    @Resource
    ManagedExecutorService threads;

    /** What came of a claim. */
    record Settled(Work work, Outcome outcome) {}

    ExecutorService threads() {
        return threads;
    }

    /** Nothing where nobody wants to know any more. */
    @Override
    public @Nullable Settled processItem(Object item) throws InterruptedException {
        Work work = (Work) item;
        Future<Optional<Outcome>> outcome = threads().submit(() -> outcome(work));
        try {
            return outcome.get().map(each -> new Settled(work, each)).orElse(null);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof InterruptedException) {
                throw new InterruptedException("the server is being stopped");
            }
            LOG.log(Level.ERROR, "Conversation " + work.conversationId() + " could not be replayed", failed.getCause());
            return new Settled(work, new Failed("The server failed unexpectedly.", Spent.NOTHING));
        } finally {
            outcome.cancel(true);
        }
    }

    private Optional<Outcome> outcome(Work work) throws InterruptedException {
        Optional<Outcome> givenUp = queue.givenUp(work);
        if (givenUp.isPresent()) {
            return givenUp;
        }
        Optional<Subject> agent;
        try {
            agent = queue.subject(work);
        } catch (Refusal.NotFound gone) {
            return Optional.of(new Failed(gone.message(), Spent.NOTHING));
        }
        return agent.isEmpty()
                ? Optional.empty()
                : replays.replay(agent.get(), work.conversationId(), () -> queue.renew(work));
    }
}
