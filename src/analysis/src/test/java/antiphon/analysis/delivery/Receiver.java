package antiphon.analysis.delivery;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A server that is told of things: {@code /status/418} answers so, {@code /redirect} elsewhere, {@code /hang} never. */
final class Receiver implements AutoCloseable {
    private final HttpServer server;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Map<String, Semaphore> heard = new ConcurrentHashMap<>();
    final List<Told> told = new CopyOnWriteArrayList<>();

    /** @param headers by lower-case name */
    record Told(String path, Map<String, String> headers, String body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::hear);
        server.start();
    }

    String url(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    /** Whether it is told so often, more than before, within this time. */
    boolean hears(String path, int times, Duration within) throws InterruptedException {
        return heard(path).tryAcquire(times, within.toMillis(), TimeUnit.MILLISECONDS);
    }

    private Semaphore heard(String path) {
        return heard.computeIfAbsent(path, first -> new Semaphore(0));
    }

    private void hear(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Map<String, String> headers = new TreeMap<>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
            told.add(new Told(
                    path, headers, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            heard(path).release();
            if (path.equals("/hang")) {
                closing.await();
            } else if (path.equals("/redirect")) {
                exchange.getResponseHeaders().add("Location", url("/status/200"));
                exchange.sendResponseHeaders(302, -1);
            } else {
                byte[] answer = "x".repeat(3000).getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(Integer.parseInt(path.substring("/status/".length())), answer.length);
                exchange.getResponseBody().write(answer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nobody hangs any longer. */
    void hangUp() {
        closing.countDown();
    }

    @Override
    public void close() {
        hangUp();
        server.stop(0);
    }
}
