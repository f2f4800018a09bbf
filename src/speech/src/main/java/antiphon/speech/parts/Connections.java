package antiphon.speech.parts;

import antiphon.speech.SpeechSettings.Limits;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The ways to the outside that all remote providers share: one HTTP client on virtual threads, one clock for deadlines. */
public final class Connections implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Connections.class.getName());

    private final Limits limits;
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("speech-", 0).factory());
    private final ScheduledThreadPoolExecutor deadlines = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("speech-deadlines").daemon().factory());
    private final HttpClient http;

    public Connections(Limits limits) {
        this.limits = limits;
        deadlines.setRemoveOnCancelPolicy(true);
        // A redirect would carry the key to an address nobody configured. HTTP/1.1, because small servers in one's own
        // house stumble over the offer of HTTP/2 that comes with a plain request.
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(limits.connect())
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(threads)
                .build();
    }

    public Limits limits() {
        return limits;
    }

    public HttpClient http() {
        return http;
    }

    /** Where callbacks run; after the close they run nowhere. */
    Executor threads() {
        return task -> {
            try {
                threads.execute(task);
            } catch (RejectedExecutionException closed) {
                LOG.log(System.Logger.Level.DEBUG, "A callback came after the close");
            }
        };
    }

    /** Runs something short, once, after a while, unless it is cancelled; never, after the close. */
    public Future<?> later(Duration delay, Runnable what) {
        return unlessClosed(() -> deadlines.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Runs something short again and again until it is cancelled; never, after the close. */
    public Future<?> every(Duration period, Runnable what) {
        long millis = period.toMillis();
        return unlessClosed(() -> deadlines.scheduleWithFixedDelay(what, millis, millis, TimeUnit.MILLISECONDS));
    }

    /** A call may outlive these connections by a moment; it shall not trip over them. */
    private static Future<?> unlessClosed(Supplier<Future<?>> schedule) {
        try {
            return schedule.get();
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.completedFuture(null);
        }
    }

    /** Breaks whatever is still open. */
    @Override
    public void close() {
        http.shutdownNow();
        deadlines.shutdownNow();
        threads.shutdownNow();
    }
}
