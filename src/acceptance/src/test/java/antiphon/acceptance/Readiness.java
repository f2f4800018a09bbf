package antiphon.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits until a server says that calls can be taken, which it says once its engines are warm. */
final class Readiness {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final long PAUSE_MILLIS = 300;

    private Readiness() {}

    /** @param alive whether there is still a server to wait for */
    static void await(URI base, BooleanSupplier alive) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        HttpRequest request = HttpRequest.newBuilder(base.resolve("/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        int status = 0;
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (status != 200 && System.nanoTime() < deadline && alive.getAsBoolean()) {
                try {
                    status = client.send(request, BodyHandlers.discarding()).statusCode();
                } catch (IOException notListeningYet) {
                    status = 0;
                }
                if (status != 200) {
                    new CompletableFuture<Void>()
                            .completeOnTimeout(null, PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                            .join();
                }
            }
        }
        assertEquals(200, status, "the server at " + base + " did not become ready");
    }
}
