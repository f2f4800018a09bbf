package antiphon.speech.peers;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** An HTTP server of one vendor, on this machine; each request on a thread of its own. */
public final class HttpPeer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();

    private HttpPeer(HttpServer server) {
        this.server = server;
    }

    /** @param body as it came, each byte a character */
    public record Request(String method, String target, String authorization, String contentType, String body) {}

    public static HttpPeer start(HttpHandler answer) {
        try {
            HttpPeer peer =
                    new HttpPeer(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            peer.server.createContext("/", exchange -> {
                peer.requests.add(read(exchange));
                try (exchange) {
                    answer.handle(exchange);
                }
            });
            peer.server.setExecutor(peer.threads);
            peer.server.start();
            return peer;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        String key = exchange.getRequestHeaders().getFirst("Authorization");
        String otherKey = exchange.getRequestHeaders().getFirst("xi-api-key");
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                key != null ? key : String.valueOf(otherKey),
                String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type")),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
    }

    public static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public Request request() {
        return Patience.next(requests);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
