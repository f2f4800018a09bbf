package antiphon.conversations;

import antiphon.call.CallNews;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** How well this server keeps up with all its calls, and whether it may take another. */
@ApplicationScoped
class Load {
    private static final Logger LOG = System.getLogger(Load.class.getName());

    /** Turns are few: it takes a while until there are enough to tell. */
    private static final int TURNS_ARE_REMEMBERED_SECONDS = 30;

    @Inject
    Config config;

    @Inject
    MetricRegistry registry;

    @Inject
    InstantSource clock;

    private final LatelyMeasured waits = new LatelyMeasured(1);
    private final LatelyMeasured turns = new LatelyMeasured(TURNS_ARE_REMEMBERED_SECONDS);
    private Envelope envelope = new Envelope(EnvelopeSettings.DEFAULT);
    private volatile boolean open = true;
    private volatile Envelope.Measured latestWaits = new Envelope.Measured(0, Duration.ZERO);

    /** Before anything else, on a thread of the application. */
    void begin() {
        envelope = new Envelope(EnvelopeSettings.read(key -> config.getOptionalValue(key, String.class)));
        registry.gauge(
                "antiphon_event_wait_p99_seconds",
                this,
                load -> load.latestWaits.p99().toNanos() / 1e9);
        registry.gauge("antiphon_calls_admitted", this, load -> load.open ? 1 : 0);
    }

    boolean admits() {
        return open;
    }

    /** One call, which is to be measured from its first event on. */
    Watch watch() {
        TurnShare share = new TurnShare(clock);
        return new Watch(
                nanos -> {
                    waits.record(nanos);
                    share.waited(nanos);
                },
                news -> {
                    Duration added = share.hear(news);
                    if (added != null) {
                        turns.record(added.toNanos());
                        registry.timer("antiphon_turn_stage", new Tag("stage", "own_share"))
                                .update(added);
                    }
                });
    }

    /** @param waits is told what each event has waited, in nanoseconds, on the call's thread like the news */
    record Watch(LongConsumer waits, Consumer<CallNews> news) {}

    /** Wants to be called every second, on always the same thread. */
    void secondPassed() {
        latestWaits = waits.secondPassed();
        envelope.judge(latestWaits, turns.secondPassed());
        if (open != envelope.isOpen()) {
            open = envelope.isOpen();
            LOG.log(
                    Level.WARNING,
                    open ? "Calls are taken again" : "Calls are refused: those that live wait too long, in ms: {0}",
                    latestWaits.p99().toMillis());
        }
    }
}
