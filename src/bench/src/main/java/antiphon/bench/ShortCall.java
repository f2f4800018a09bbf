package antiphon.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;

/** One call of {@link ShortCalls}: hears the greeting out, sends marked sound in real time meanwhile, hangs up. */
final class ShortCall {
    static final String GREETING = "Good day, and welcome.";
    /** The first frame sent holds this value, the last its opposite, those between a tenth of it. */
    static final short MARK = 8_000;

    static final int FRAMES = 50;
    static final int FRAME_SAMPLES = 320;
    private static final long FRAME_MILLIS = 20;
    private static final int BYTES_PER_SECOND = 32_000;
    private static final long MARGIN_MILLIS = 120;

    private final Vertx vertx;
    private final CompletableFuture<String> ended = new CompletableFuture<>();
    private String conversation = "";
    private int sent;
    private long playedUntil;

    ShortCall(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The conversation's id once the call is over and its recording had time to be written. */
    CompletableFuture<String> ended() {
        return ended;
    }

    void refused(Throwable why) {
        ended.completeExceptionally(why);
    }

    void connected(WebSocket socket) {
        socket.textMessageHandler(text -> received(new JsonObject(text)));
        socket.closeHandler(closed -> vertx.setTimer(1_500, waited -> ended.complete(conversation)));
        socket.writeTextMessage("{\"type\":\"conversation_initiation_client_data\"}");
        vertx.setPeriodic(FRAME_MILLIS, tick -> {
            if (socket.isClosed()) {
                vertx.cancelTimer(tick);
            } else if (!conversation.isEmpty() && sent < FRAMES) {
                socket.writeTextMessage(message(sent++));
            } else if (sent == FRAMES && playedUntil > 0 && System.nanoTime() > playedUntil) {
                vertx.cancelTimer(tick);
                socket.close();
            }
        });
    }

    private void received(JsonObject message) {
        switch (message.getString("type", "")) {
            case "conversation_initiation_metadata" ->
                conversation = message.getJsonObject("conversation_initiation_metadata_event")
                        .getString("conversation_id");
            case "audio" -> {
                String sound = message.getJsonObject("audio_event").getString("audio_base_64");
                long from = Math.max(playedUntil, System.nanoTime() + MARGIN_MILLIS * 1_000_000);
                playedUntil = from + Base64.getDecoder().decode(sound).length * 1_000_000_000L / BYTES_PER_SECOND;
            }
            default -> {}
        }
    }

    private static String message(int number) {
        short value = (short) (number == 0 ? MARK : number == FRAMES - 1 ? -MARK : MARK / 10);
        byte[] frame = new byte[2 * FRAME_SAMPLES];
        for (int i = 0; i < FRAME_SAMPLES; i++) {
            frame[2 * i] = (byte) value;
            frame[2 * i + 1] = (byte) (value >> 8);
        }
        return "{\"user_audio_chunk\":\"" + Base64.getEncoder().encodeToString(frame) + "\"}";
    }
}
