package antiphon.speech.parts;

import antiphon.speech.SpeechSettings.Limits;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** The ways to the outside that all remote providers share: one HTTP client on virtual threads, one clock for deadlines. */
public final class Connections implements AutoCloseable {
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

    Executor threads() {
        return threads;
    }

    /** Runs something short, once, after a while, unless it is cancelled. */
    public Future<?> later(Duration delay, Runnable what) {
        return deadlines.schedule(what, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Runs something short again and again until it is cancelled. */
    public Future<?> every(Duration period, Runnable what) {
        return deadlines.scheduleWithFixedDelay(what, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Breaks whatever is still open. */
    @Override
    public void close() {
        http.shutdownNow();
        deadlines.shutdownNow();
        threads.shutdownNow();
    }
}
