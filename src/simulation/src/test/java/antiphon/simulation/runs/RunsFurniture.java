package antiphon.simulation.runs;

import antiphon.identity.Caller;
import antiphon.simulation.Trials;
import antiphon.simulation.Trials.Order;
import antiphon.simulation.Trials.Outcome;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;

/** The runs of tests put together by hand; what workers do waits until a test lets them. */
public final class RunsFurniture {
    private final TestDatabase database;
    private final TestInvocations invocations;
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final RunQueue queue;
    private final Trials trials;
    private TestWorkers workers;

    /** @param beans among which are the tested agents */
    public RunsFurniture(TestDatabase database, Wiring beans, Trials trials) {
        this.database = database;
        this.trials = trials;
        this.invocations = beans.get(TestInvocations.class);
        queue = new InTransactions();
        queue.entities = invocations.entities;
        queue.clock = invocations.clock;
        queue.agents = invocations.agents;
        workers = workers();
    }

    private TestWorkers workers() {
        TestWorkers hired = new TestWorkers() {
            @Override
            Executor threads() {
                return work::add;
            }
        };
        hired.queue = queue;
        hired.trials = trials;
        hired.most = 2;
        return hired;
    }

    /** The server ends, and whatever it was about to do is lost; another begins. */
    public void kill() {
        work.clear();
        workers = workers();
    }

    /** A server takes runs, and gets no further than that. */
    public void takeOnly() {
        workers.wake();
        work.remove().run();
    }

    /** Does all there is to do, in the order in which it came up. */
    public void work() {
        workers.wake();
        while (!work.isEmpty()) {
            work.remove().run();
        }
    }

    public List<Object> doors(Caller caller) {
        TestInvocationsResource invocationsDoor = new TestInvocationsResource();
        invocationsDoor.invocations = invocations;
        invocationsDoor.workers = new Idle();
        invocationsDoor.caller = caller;
        TestRunsResource runsDoor = new TestRunsResource();
        runsDoor.invocations = invocations;
        runsDoor.workers = new Idle();
        runsDoor.caller = caller;
        return List.of(invocationsDoor, runsDoor);
    }

    /** A test says itself when there is work to be done. */
    private static final class Idle extends TestWorkers {
        @Override
        void wake() {}

        @Override
        void renew() {}
    }

    /** As the container does it. */
    private final class InTransactions extends RunQueue {
        @Override
        Optional<String> claim(String worker) {
            return database.inTransaction(() -> super.claim(worker));
        }

        @Override
        Optional<Order> order(String runId, String worker) {
            return database.inTransaction(() -> super.order(runId, worker));
        }

        @Override
        boolean givesUp(String runId, String worker) {
            return database.inTransaction(() -> super.givesUp(runId, worker));
        }

        @Override
        Set<String> renew(Set<String> runIds, String worker) {
            return database.inTransaction(() -> super.renew(runIds, worker));
        }

        @Override
        void settle(String runId, String worker, Outcome outcome) {
            database.inTransaction(() -> {
                super.settle(runId, worker, outcome);
                return "";
            });
        }
    }
}
