package antiphon.analysis;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.secrets.SealedDesk;
import antiphon.agents.secrets.Secrets;
import antiphon.analysis.AnalysesUnderWay.Begun;
import antiphon.analysis.delivery.DeliveryFurniture;
import antiphon.analysis.judging.Unreliable;
import antiphon.conversations.OtherMinds;
import antiphon.conversations.record.PostCalls;
import antiphon.conversations.record.PostCalls.Claim;
import antiphon.conversations.record.PostCallsInTransactions;
import antiphon.language.LanguageModel;
import antiphon.testing.Transactions;
import antiphon.testing.Wiring;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A process that does what a server does about conversations that ended, until it is killed: the reader, processor and writer
 * of the job, the leases, the outbox and the couriers of the rooms, over a real PostgreSQL, on a clock that runs faster.
 *
 * <p>What it is not: the server's batch container, which runs the steps there, retries them and keeps books of executions
 * (two threads with a loop stand for it here); CDI, which begins the transactions of desks there (here it is
 * {@link Transactions}); XA, by which all units share one transaction there (here they share one connection); the timers. The
 * program {@code antiphon.bench.Crash} kills the real server. And the model is none over a wire.
 */
final class SmallServer {
    private static final Logger LOG = Logger.getLogger(SmallServer.class.getName());
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final double MODEL_FAILS = 0.2;
    private static final String SCHEDULE = "0" + ",2".repeat(200);
    private static final Duration PATIENCE = Duration.ofMillis(300);

    private final InstantSource clock;
    private final Transactions transactions;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final PostCalls postCalls;
    private final PostCallWorkers workers;
    private final AnalysesUnderWay underWay;
    private final CallAnalyst processor;
    private final AnalysisWriter writer;
    private final Runnable couriers;

    private SmallServer(InstantSource clock, Transactions transactions, Path directory) {
        this.clock = clock;
        this.transactions = transactions;
        Wiring beans = new Wiring(transactions::entities);
        beans.give(InstantSource.class, clock);
        beans.give(Secrets.class, SealedDesk.in(directory));
        beans.give(OtherMinds.class, new OtherMinds() {
            private final LanguageModel model = new Unreliable(MODEL_FAILS, new Random());

            @Override
            public Optional<LanguageModel> find(String llm, PromptConfig agent) {
                return Optional.of(model);
            }
        });
        couriers = DeliveryFurniture.couriers(beans, transactions, threads, SCHEDULE, PATIENCE);
        postCalls = beans.give(PostCalls.class, new PostCallsInTransactions(transactions));
        workers = beans.get(PostCallWorkers.class);
        processor = beans.give(CallAnalyst.class, new CallAnalyst() {
            @Override
            Analysed analyse(Claim claim) {
                return transactions.fresh(() -> super.analyse(claim));
            }
        });
        underWay = beans.get(AnalysesUnderWay.class);
        underWay.threads = threads;
        writer = beans.get(AnalysisWriter.class);
    }

    /** Arguments: the database, the beginning and the speed of the clock, the directory of the key. */
    public static void main(String[] arguments) {
        Logger.getLogger("").setLevel(Level.SEVERE);
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(arguments[0]);
        QuickClock clock = new QuickClock(Long.parseLong(arguments[1]), Integer.parseInt(arguments[2]));
        new SmallServer(clock, new Transactions(source), Path.of(arguments[3])).live(clock.real(TICK));
    }

    private void live(Duration tick) {
        ScheduledExecutorService timers = Executors.newScheduledThreadPool(3);
        repeat(timers, tick, this::work);
        repeat(timers, tick, this::work);
        look();
        System.out.println("ready");
        repeat(timers, tick, this::look);
    }

    private static void repeat(ScheduledExecutorService timers, Duration tick, Runnable work) {
        timers.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException retried) {
                        LOG.log(Level.SEVERE, "It is begun anew", retried);
                    }
                },
                0,
                tick.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    private void look() {
        workers.names().forEach(postCalls::renew);
        couriers.run();
    }

    private void work() {
        EndedConversations reader = new EndedConversations();
        reader.postCalls = postCalls;
        reader.workers = workers;
        reader.analyses = underWay;
        reader.clock = clock;
        try {
            reader.open(null);
            while (transactions.fresh(() -> chunk(reader))) {}
        } finally {
            reader.close();
        }
    }

    /** Whether there was something to do. */
    private boolean chunk(EndedConversations reader) {
        List<Object> items = new ArrayList<>();
        for (Begun next = read(reader, items); next != null; next = read(reader, items)) {
            try {
                items.add(processor.processItem(next));
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        if (!items.isEmpty()) {
            writer.writeItems(items);
        }
        return !items.isEmpty();
    }

    private static @Nullable Begun read(EndedConversations reader, List<Object> items) {
        return items.size() < EndedConversations.AT_ONCE ? reader.readItem() : null;
    }
}
