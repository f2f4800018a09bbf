package antiphon.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a server talks to after a call: a model that speaks OpenAI's chat completions and fills in the form of whatever tool it
 * is offered ({@code /v1/chat/completions}), and a receiver of webhooks ({@code /hook}) that tells what it was told
 * ({@code /told}). One thread serves both.
 *
 * <p>Options: {@code --port}, by default 9310; {@code --thinking}, until the model answers, ISO 8601, by default none;
 * {@code --failing}, the percentage of requests that fail, hang or are answered by garbage, by default 0; where there are such,
 * the receiver is gone for a moment now and then; {@code --seed} of those.
 */
public final class AfterCallStubs {
    private static final Set<String> OPTIONS = Set.of("port", "thinking", "failing", "seed");
    private static final long BETWEEN_RESTARTS_MILLIS = 20_000;
    private static final long GONE_MILLIS = 3_000;
    private static final long HANGS_MILLIS = 20_000;

    private final Vertx vertx = Vertx.vertx();
    private final int port;
    private final long thinkingMillis;
    private final int failing;
    private final Random random;
    private final Map<String, Set<String>> told = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private long requests;
    private long asked;

    private AfterCallStubs(TalkOptions options) {
        port = options.number("port", 9310);
        thinkingMillis = options.duration("thinking", Duration.ZERO).toMillis();
        failing = options.number("failing", 0);
        random = new Random(options.number("seed", 1));
    }

    public static void main(String[] arguments) {
        AfterCallStubs stubs = new AfterCallStubs(new TalkOptions(OPTIONS, arguments));
        stubs.vertx
                .createHttpServer()
                .requestHandler(stubs::answer)
                .listen(stubs.port)
                .onFailure(taken -> {
                    System.err.println("Port " + stubs.port + " cannot be used: " + taken.getMessage());
                    System.exit(1);
                });
        stubs.listenAtHook();
    }

    /** The stubs in a process of their own, so that they take no time of whoever measures. */
    static Process start(List<String> options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                AfterCallStubs.class.getName()));
        command.addAll(options);
        return new ProcessBuilder(command).inheritIO().start();
    }

    /** The receiver has the next port to itself, so that it may be gone alone. */
    private void listenAtHook() {
        vertx.createHttpServer()
                .requestHandler(this::hear)
                .listen(port + 1)
                .onSuccess(server -> {
                    if (failing > 0) {
                        vertx.setTimer(1 + random.nextLong(2 * BETWEEN_RESTARTS_MILLIS), due -> leave(server));
                    }
                })
                .onFailure(busy -> vertx.setTimer(200, again -> listenAtHook()));
    }

    private void leave(HttpServer server) {
        server.close().onComplete(gone -> vertx.setTimer(1 + random.nextLong(GONE_MILLIS), back -> listenAtHook()));
    }

    private boolean fails() {
        return random.nextInt(100) < failing;
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/v1/chat/completions" ->
                request.bodyHandler(body -> after(thinkingMillis, () -> {
                    asked++;
                    fill(request.response(), body.toJsonObject());
                }));
            case "/told" -> {
                long unstable =
                        told.values().stream().filter(ids -> ids.size() > 1).count();
                request.response()
                        .end(new JsonObject()
                                .put("asked", asked)
                                .put("requests", requests)
                                .put("conversations", told.size())
                                .put("taken", taken.size())
                                .put("unstable", unstable)
                                .encode());
            }
            default -> request.response().setStatusCode(404).end();
        }
    }

    private void fill(HttpServerResponse response, JsonObject body) {
        if (fails() && random.nextBoolean()) {
            response.setStatusCode(503).end();
            return;
        }
        JsonObject tool = body.getJsonArray("tools").getJsonObject(0).getJsonObject("function");
        String arguments =
                fails() ? "{\"summary\": what" : ((JsonObject) filled(tool.getJsonObject("parameters"))).encode();
        JsonObject function =
                new JsonObject().put("name", tool.getString("name")).put("arguments", arguments);
        JsonObject use = new JsonObject()
                .put("index", 0)
                .put("id", "call_1")
                .put("type", "function")
                .put("function", function);
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.write(
                event(new JsonObject().put("role", "assistant").put("tool_calls", new JsonArray().add(use)), null));
        response.write(event(new JsonObject(), "tool_calls"));
        response.end("data: [DONE]\n\n");
    }

    private static String event(JsonObject delta, @Nullable String finish) {
        JsonObject choice = new JsonObject().put("index", 0).put("delta", delta).put("finish_reason", finish);
        return "data: "
                + new JsonObject()
                        .put("id", "stub")
                        .put("object", "chat.completion.chunk")
                        .put("model", "stub")
                        .put("choices", new JsonArray().add(choice))
                        .encode()
                + "\n\n";
    }

    private static Object filled(JsonObject schema) {
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getValue(0);
        }
        return switch (schema.getString("type")) {
            case "object" -> {
                JsonObject object = new JsonObject();
                JsonObject properties = schema.getJsonObject("properties");
                properties.fieldNames().forEach(name -> object.put(name, filled(properties.getJsonObject(name))));
                yield object;
            }
            case "boolean" -> true;
            case "integer", "number" -> 7;
            default -> "It was said in the conversation.";
        };
    }

    private void hear(HttpServerRequest request) {
        request.bodyHandler(body -> {
            requests++;
            String conversation = body.toJsonObject().getJsonObject("data").getString("conversation_id");
            told.computeIfAbsent(conversation, first -> new HashSet<>()).add(request.getHeader("webhook-id"));
            if (!fails()) {
                taken.add(conversation);
                request.response().setStatusCode(204).end();
            } else if (random.nextInt(10) == 0) {
                vertx.setTimer(HANGS_MILLIS, late -> request.connection().close());
            } else if (random.nextBoolean()) {
                request.connection().close();
            } else {
                request.response().setStatusCode(500).end();
            }
        });
    }

    private void after(long millis, Runnable act) {
        if (millis < 1) {
            act.run();
        } else {
            vertx.setTimer(millis, due -> act.run());
        }
    }
}
