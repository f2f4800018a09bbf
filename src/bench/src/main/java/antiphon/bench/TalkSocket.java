package antiphon.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The client's end of a conversation socket: takes messages as they come, notes when, and answers pings. What is sent is
 * sent one after the other, from any thread.
 */
final class TalkSocket implements WebSocket.Listener {
    private final BlockingQueue<Message> received = new LinkedBlockingQueue<>();
    private final StringBuilder text = new StringBuilder();
    private final WebSocket socket;
    private CompletableFuture<?> lastSent = CompletableFuture.completedFuture(null);

    /**
     * A message of the server.
     *
     * @param atNanos of {@link System#nanoTime} when its last piece came
     */
    record Message(String type, JsonObject body, long atNanos) {
        /** The object that carries what the message is about. */
        JsonObject payload(String name) {
            return body.getJsonObject(name);
        }
    }

    /** The server ended the conversation. */
    static final class Closed extends IOException {
        private static final long serialVersionUID = 1L;

        Closed(int code, String reason) {
            super("closed with " + code + (reason.isEmpty() ? "" : ": " + reason));
        }
    }

    TalkSocket(TalkServer server, TalkServer.Agent agent) throws IOException {
        socket = server.ring(agent, this);
        send(Json.createObjectBuilder()
                .add("type", "conversation_initiation_client_data")
                .build());
    }

    synchronized void send(JsonObject message) {
        String json = message.toString();
        lastSent = lastSent.thenCompose(sent -> socket.sendText(json, true));
    }

    /** The next message, or null when none comes in time. */
    @Nullable
    Message next(long longestNanos) throws IOException {
        try {
            Message message = received.poll(Math.max(0, longestNanos), TimeUnit.NANOSECONDS);
            if (message != null && message.type().isEmpty()) {
                throw new Closed(message.body().getInt("code"), message.body().getString("reason"));
            }
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    synchronized void close() {
        lastSent = lastSent.thenCompose(sent -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "User ended conversation"))
                .orTimeout(2, TimeUnit.SECONDS)
                .whenComplete((closed, failed) -> socket.abort());
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence piece, boolean last) {
        text.append(piece);
        if (last) {
            take(text.toString());
            text.setLength(0);
        }
        from.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
        end(code, reason);
        return null;
    }

    @Override
    public void onError(WebSocket from, Throwable error) {
        end(1006, String.valueOf(error.getMessage()));
    }

    private void take(String json) {
        long now = System.nanoTime();
        JsonObject message;
        try (var reader = Json.createReader(new StringReader(json))) {
            message = reader.readObject();
        }
        String type = message.getString("type", "unnamed");
        if (type.equals("ping")) {
            send(Json.createObjectBuilder()
                    .add("type", "pong")
                    .add("event_id", message.getJsonObject("ping_event").getJsonNumber("event_id"))
                    .build());
        } else {
            received.add(new Message(type, message, now));
        }
    }

    private void end(int code, String reason) {
        JsonObject end = Json.createObjectBuilder()
                .add("code", code)
                .add("reason", reason)
                .build();
        received.add(new Message("", end, System.nanoTime()));
    }
}
