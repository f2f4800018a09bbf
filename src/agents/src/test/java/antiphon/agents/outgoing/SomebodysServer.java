package antiphon.agents.outgoing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** A real HTTP server on this machine, which keeps what it was asked. */
final class SomebodysServer implements AutoCloseable {
    /** @param port the client's, by which its connections are told apart */
    record Asked(String method, URI address, com.sun.net.httpserver.Headers headers, String body, int port) {}

    interface Answering {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    SomebodysServer(Answering answering) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI(),
                    exchange.getRequestHeaders(),
                    body,
                    exchange.getRemoteAddress().getPort()));
            try (exchange) {
                answering.answer(exchange);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    static Answering saying(int status, String body, Consumer<com.sun.net.httpserver.Headers> headers) {
        return exchange -> {
            headers.accept(exchange.getResponseHeaders());
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    static Answering saying(int status, String body) {
        return saying(status, body, headers -> {});
    }

    URI at(String host, String path) {
        return URI.create("http://" + host + ":" + server.getAddress().getPort() + path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
