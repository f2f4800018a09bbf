package antiphon.analysis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver of webhooks that fails, hangs, breaks off and restarts at random, and knows what it was told. */
final class UnreliableReceiver implements AutoCloseable {
    private static final Pattern CONVERSATION = Pattern.compile("\"conversation_id\":\"([^\"]+)\"");
    private static final int HANGS_MILLIS = 600;

    /** The ids by which each conversation was told of. */
    final Map<String, Set<String>> told = new ConcurrentHashMap<>();

    /** The conversations of which it said that it was told. */
    final Set<String> taken = ConcurrentHashMap.newKeySet();

    final AtomicInteger requests = new AtomicInteger();
    private final Random random;
    private final CountDownLatch closing = new CountDownLatch(1);
    private HttpServer server;

    UnreliableReceiver(Random random) throws IOException {
        this.random = random;
        server = open(0);
    }

    private HttpServer open(int port) throws IOException {
        HttpServer opened = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 200);
        opened.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        opened.createContext("/", this::hear);
        opened.start();
        return opened;
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort() + "/hook";
    }

    /** All connections break. */
    void restart() throws IOException {
        int port = server.getAddress().getPort();
        server.stop(0);
        server = open(port);
    }

    private void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher conversation = CONVERSATION.matcher(body);
            if (!conversation.find()) {
                throw new IOException("an event without a conversation");
            }
            requests.incrementAndGet();
            told.computeIfAbsent(conversation.group(1), first -> ConcurrentHashMap.newKeySet())
                    .add(exchange.getRequestHeaders().getFirst("webhook-id"));
            double drawn = random.nextDouble();
            if (drawn < 0.03) {
                closing.await(HANGS_MILLIS, TimeUnit.MILLISECONDS);
            } else if (drawn < 0.15) {
                exchange.sendResponseHeaders(500, -1);
            } else if (drawn > 0.18) {
                exchange.sendResponseHeaders(204, -1);
                taken.add(conversation.group(1));
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
