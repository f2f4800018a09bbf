package antiphon.simulation.travel;

import antiphon.conversations.TextCalls.Subject;
import antiphon.simulation.travel.ConversationReplay.Settled;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;

/** The job of time travels put together by hand; it does the same steps as on the server, when a test lets it. */
public final class TravelFurniture {
    private final TestDatabase database;
    private final Wiring beans;
    private final TravelQueue queue;
    private PastConversations reader;

    /** @param beans among which are the tested agents, calls of text, and judges */
    public TravelFurniture(TestDatabase database, Wiring beans) {
        this.database = database;
        this.beans = beans;
        queue = beans.give(TravelQueue.class, new InTransactions());
        reader = reader();
    }

    private PastConversations reader() {
        PastConversations fresh = new PastConversations();
        fresh.queue = queue;
        fresh.workers = beans.get(TravelWorkers.class);
        fresh.open(null);
        return fresh;
    }

    public Object door() {
        return beans.get(TimeTravelsResource.class);
    }

    public boolean waits() {
        return database.inTransaction(queue::waits);
    }

    /** Does all there is to do. */
    public void work() {
        Work work = reader.readItem();
        while (work != null) {
            write(replayed(work));
            work = reader.readItem();
        }
    }

    /** One conversation, from its claim to what is kept of it. */
    public void step() {
        write(replayed(claimed()));
    }

    /** Replays a conversation, and dies before it could keep what came of it; another server comes. */
    public void dieOverOne() {
        replayed(claimed());
        reader = reader();
    }

    /** Ends in good order, with a conversation in hand. */
    public void stopOverOne() {
        claimed();
        reader.close();
        reader = reader();
    }

    /** Claims, and is slow: the rest of the step. */
    public Runnable slowly() {
        List<Settled> settled = replayed(claimed());
        return () -> write(settled);
    }

    private Work claimed() {
        return Optional.ofNullable(reader.readItem()).orElseThrow();
    }

    private List<Settled> replayed(Work work) {
        ConversationReplay step = new ConversationReplay() {
            @Override
            ExecutorService threads() {
                return ForkJoinPool.commonPool();
            }
        };
        step.queue = queue;
        step.replays = beans.get(Replays.class);
        try {
            return Optional.ofNullable(step.processItem(work)).stream().toList();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private void write(List<Settled> settled) {
        ReplayedConversations writer = new ReplayedConversations();
        writer.queue = queue;
        writer.writeItems(new ArrayList<>(settled));
    }

    /** As the container does it. */
    private final class InTransactions extends TravelQueue {
        @Override
        Optional<Work> claim(String worker) {
            return database.inTransaction(() -> super.claim(worker));
        }

        @Override
        Optional<Subject> subject(Work work) {
            return database.inTransaction(() -> super.subject(work));
        }

        @Override
        boolean renew(Work work) {
            return database.inTransaction(() -> super.renew(work));
        }

        @Override
        void release(String worker) {
            database.inTransaction(() -> {
                super.release(worker);
                return "";
            });
        }

        @Override
        void keep(Work work, Outcome outcome) {
            database.inTransaction(() -> {
                super.keep(work, outcome);
                return "";
            });
        }
    }
}
