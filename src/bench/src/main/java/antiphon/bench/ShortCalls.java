package antiphon.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Makes thousands of short calls, each with a greeting heard out and a second of marked sound sent, and looks into every
 * recording for the first and the last frame of both sides.
 *
 * <p>Options: {@code --url}, {@code --key} or {@code --key-file} as of {@link Talk}; {@code --port} of the stub engines, by
 * default 9300; {@code --calls}, by default 10000; {@code --at-once}, by default 40; {@code --recordings}, the server's
 * folder of recordings, by default {@code .antiphon/recordings}. The server speaks with the stubs, as for {@link PlatformShare}.
 */
public final class ShortCalls {
    private static final Set<String> OPTIONS =
            Set.of("url", "key", "key-file", "port", "calls", "at-once", "recordings");

    private ShortCalls() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        TalkOptions options = new TalkOptions(OPTIONS, arguments);
        TalkServer server = options.server();
        Process engines = StubEngines.start(options.number("port", 9300));
        TalkServer.Agent agent = server.create(Json.createObjectBuilder()
                .add("name", "Short calls")
                .add(
                        "conversation_config",
                        Json.createObjectBuilder()
                                .add("agent", Json.createObjectBuilder().add("first_message", ShortCall.GREETING)))
                .build());
        try {
            new ShortCalls().run(options, server, agent);
        } finally {
            server.delete(agent);
            engines.destroy();
        }
        System.exit(0);
    }

    private void run(TalkOptions options, TalkServer server, TalkServer.Agent agent) throws InterruptedException {
        int calls = options.number("calls", 10_000);
        Path recordings = options.file("recordings").orElse(Path.of(".antiphon", "recordings"));
        Semaphore room = new Semaphore(options.number("at-once", 40));
        AtomicInteger whole = new AtomicInteger();
        Vertx vertx = Vertx.vertx();
        WebSocketClient client = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(1_000));
        long begin = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < calls; i++) {
                room.acquire();
                int number = i;
                threads.execute(() -> {
                    try {
                        if (isWhole(vertx, client, server, agent, recordings, number)) {
                            whole.incrementAndGet();
                        }
                    } finally {
                        room.release();
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        System.out.printf(
                "%d calls, %d recorded from the first frame to the last of both sides, %.1f calls a second%n",
                calls, whole.get(), calls / seconds);
    }

    private static boolean isWhole(
            Vertx vertx,
            WebSocketClient client,
            TalkServer server,
            TalkServer.Agent agent,
            Path recordings,
            int number) {
        try {
            ShortCall call = new ShortCall(vertx);
            client.connect(new WebSocketConnectOptions()
                            .setAbsoluteURI(server.signedUrl(agent).toString()))
                    .onSuccess(call::connected)
                    .onFailure(call::refused);
            String conversation = call.ended().get();
            String missing = new ShortRecording(recordings.resolve(conversation + ".s16le")).missing();
            if (!missing.isEmpty()) {
                System.out.println("call " + number + ", " + conversation + ": " + missing);
            }
            return missing.isEmpty();
        } catch (IOException | ExecutionException | InterruptedException | RuntimeException failed) {
            System.out.println("call " + number + ": " + failed);
            return false;
        }
    }
}
