package antiphon.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Engines that take a known time and next to no processor, so that what remains of a turn is the house's own: a recognizer
 * that speaks Deepgram's live protocol ({@code /v1/listen}), a model that speaks OpenAI's chat completions as server-sent
 * events, and a voice that speaks OpenAI's {@code /v1/audio/speech}. One thread serves them all.
 *
 * <p>Options: {@code --port}, by default 9300; {@code --hearing}, {@code --thinking}, {@code --speaking}: how long until
 * the settled words, the first token, the first sound; ISO 8601, by default {@code PT0.1S} each.
 */
public final class StubEngines {
    private static final Set<String> OPTIONS = Set.of("port", "hearing", "thinking", "speaking");
    private static final String WORDS = "I would like to know when you are open on Saturday.";
    private static final List<String> ANSWER = List.of(
            "On Saturday",
            " we are open",
            " from eight",
            " to five.",
            " On Sunday",
            " we open",
            " an hour later,",
            " and close",
            " at four",
            " in the afternoon.");

    /** Of OpenAI's {@code pcm}: 24 kHz, 16 bit. */
    private static final int BYTES_PER_CHARACTER = 24_000 * 2 * 60 / 1000;

    private static final int LONGEST_SENTENCE_CHARACTERS = 300;
    private static final int AUDIBLE = 500;
    private static final Buffer TONE = tone();

    private final Vertx vertx = Vertx.vertx();
    private final Duration hearing;
    private final Duration thinking;
    private final Duration speaking;

    private StubEngines(TalkOptions options) {
        hearing = options.duration("hearing", Duration.ofMillis(100));
        thinking = options.duration("thinking", Duration.ofMillis(100));
        speaking = options.duration("speaking", Duration.ofMillis(100));
    }

    public static void main(String[] arguments) {
        TalkOptions options = new TalkOptions(OPTIONS, arguments);
        int port = options.number("port", 9300);
        StubEngines engines = new StubEngines(options);
        engines.vertx
                .createHttpServer(new HttpServerOptions().setMaxWebSocketFrameSize(1 << 20))
                .webSocketHandler(engines::listen)
                .requestHandler(engines::answer)
                .listen(port)
                .onSuccess(server -> System.out.println("stub engines on port " + server.actualPort()))
                .onFailure(taken -> {
                    System.err.println("Port " + port + " cannot be used: " + taken.getMessage());
                    System.exit(1);
                });
    }

    /** The stubs in a process of their own, so that they and the callers do not wait for one another. */
    static Process start(int port) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StubEngines.class.getName(),
                        "--port=" + port)
                .inheritIO()
                .start();
    }

    private void listen(ServerWebSocket socket) {
        Heard heard = new Heard();
        socket.binaryMessageHandler(sound -> {
            if (isAudible(sound) && !heard.voice) {
                heard.voice = true;
                send(socket, WORDS.substring(0, 12), false);
            }
        });
        socket.textMessageHandler(text -> {
            if (text.contains("Finalize")) {
                String words = heard.voice ? WORDS : "";
                heard.voice = false;
                after(hearing, () -> send(socket, words, true));
            }
        });
    }

    private static final class Heard {
        boolean voice;
    }

    private static boolean isAudible(Buffer sound) {
        for (int i = 0; i + 1 < sound.length(); i += 32) {
            if (Math.abs(sound.getShortLE(i)) > AUDIBLE) {
                return true;
            }
        }
        return false;
    }

    private static void send(ServerWebSocket socket, String words, boolean settled) {
        if (socket.isClosed()) {
            return;
        }
        JsonObject best = new JsonObject().put("transcript", words).put("confidence", 0.99);
        socket.writeTextMessage(new JsonObject()
                .put("type", "Results")
                .put("start", 0)
                .put("duration", 1)
                .put("is_final", settled)
                .put("from_finalize", settled)
                .put("channel", new JsonObject().put("alternatives", new JsonArray().add(best)))
                .encode());
    }

    private void answer(HttpServerRequest request) {
        switch (request.path()) {
            case "/v1/chat/completions" ->
                request.bodyHandler(body -> after(thinking, () -> write(request.response())));
            case "/v1/audio/speech" ->
                request.bodyHandler(body -> {
                    int characters = body.toJsonObject().getString("input").length();
                    after(speaking, () -> sound(request.response(), characters));
                });
            default -> request.response().setStatusCode(404).end();
        }
    }

    private static void write(HttpServerResponse response) {
        response.setChunked(true).putHeader("Content-Type", "text/event-stream");
        ANSWER.forEach(piece -> response.write(event(new JsonObject().put("content", piece), null)));
        response.write(event(new JsonObject(), "stop"));
        response.end("data: [DONE]\n\n");
    }

    private static String event(JsonObject delta, @org.jspecify.annotations.Nullable String finish) {
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

    private static void sound(HttpServerResponse response, int characters) {
        int bytes = Math.min(characters * BYTES_PER_CHARACTER, TONE.length());
        response.putHeader("Content-Type", "audio/pcm").end(TONE.slice(0, bytes));
    }

    private static Buffer tone() {
        Buffer tone = Buffer.buffer();
        for (int i = 0; i < LONGEST_SENTENCE_CHARACTERS * BYTES_PER_CHARACTER / 2; i++) {
            tone.appendShortLE((short) (6000 * Math.sin(i * 0.08)));
        }
        return tone;
    }

    private void after(Duration delay, Runnable act) {
        if (delay.toMillis() < 1) {
            act.run();
        } else {
            vertx.setTimer(delay.toMillis(), done -> act.run());
        }
    }
}
