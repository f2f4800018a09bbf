package antiphon.bench;

import io.vertx.core.http.WebSocket;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One caller: speaks, waits for the answer, lets every third be cut short by speaking into it, hears the others out. Lives
 * on the event loop of its socket.
 */
final class ShareCaller {
    private static final Pattern EVENT_ID = Pattern.compile("\"event_id\":\\s*(\\d+)");
    private static final long BETWEEN_TURNS_NANOS = 900_000_000L;
    private static final long INTO_THE_ANSWER_NANOS = 800_000_000L;
    private static final long LONGEST_WAIT_NANOS = 10_000_000_000L;
    private static final int BYTES_PER_SECOND = 32_000;

    private final ShareSpeech speech;
    private final ShareReport report;
    private final long phaseNanos;
    private @Nullable WebSocket socket;
    private long nextChunkAt;
    private long speakAt;
    private int saying = -1;
    private long spokeAt;
    private long onsetAt;
    private boolean awaitsAnswer;
    private boolean awaitsInterruption;
    private long answerHeardAt;
    private int lastTurn;
    private int turns;

    ShareCaller(ShareSpeech speech, ShareReport report, int number) {
        this.speech = speech;
        this.report = report;
        this.phaseNanos = number * 7_919_000L % ShareSpeech.CHUNK.toNanos();
        this.turns = number;
    }

    void connected(WebSocket opened) {
        long now = System.nanoTime();
        socket = opened;
        nextChunkAt = now + phaseNanos;
        speakAt = now + 1_000_000_000L + turns * 37_000_000L % 3_000_000_000L;
        opened.textMessageHandler(this::received);
        opened.closeHandler(closed -> lost(opened));
        opened.writeTextMessage("{\"type\":\"conversation_initiation_client_data\"}");
    }

    private void lost(WebSocket closed) {
        if (socket != null) {
            report.lost("closed with " + closed.closeStatusCode() + " " + closed.closeReason());
        }
        socket = null;
    }

    void hangUp() {
        WebSocket open = socket;
        socket = null;
        if (open != null) {
            open.close();
        }
    }

    /** Sends what is due. */
    void tick() {
        WebSocket open = socket;
        for (long now = System.nanoTime(); open != null && now >= nextChunkAt; now = System.nanoTime()) {
            nextChunkAt += ShareSpeech.CHUNK.toNanos();
            if (saying < 0 && speakAt > 0 && now >= speakAt) {
                saying = 0;
                speakAt = 0;
            }
            open.writeTextMessage(saying < 0 ? speech.silence() : speech.chunk(saying));
            if (saying >= 0) {
                said(now);
            } else if (awaitsAnswer && now - spokeAt > LONGEST_WAIT_NANOS) {
                report.unanswered();
                next(now);
            }
        }
    }

    private void said(long now) {
        if (speech.begins(saying)) {
            onsetAt = now;
        }
        if (speech.ends(saying)) {
            spokeAt = now - speech.silentNanos();
            awaitsAnswer = true;
        }
        saying++;
        if (saying == speech.length()) {
            saying = -1;
        }
    }

    private void received(String message) {
        long now = System.nanoTime();
        if (message.contains("\"type\":\"audio\"")) {
            played(turn(message), message.length() * 3L / 4, now);
        } else if (message.contains("\"type\":\"interruption\"") && awaitsInterruption) {
            awaitsInterruption = false;
            report.interrupted(now - onsetAt);
        } else if (message.contains("\"type\":\"ping\"") && socket != null) {
            socket.writeTextMessage("{\"type\":\"pong\",\"event_id\":" + turn(message) + "}");
        }
    }

    private void played(int turn, long bytes, long now) {
        if (awaitsAnswer && turn > lastTurn) {
            lastTurn = turn;
            awaitsAnswer = false;
            awaitsInterruption = false;
            answerHeardAt = now;
            report.answered(now - spokeAt);
            if (++turns % 3 == 0) {
                speakAt = now + INTO_THE_ANSWER_NANOS;
                awaitsInterruption = true;
            }
        }
        if (turn == lastTurn && !awaitsAnswer) {
            answerHeardAt += bytes * 1_000_000_000L / BYTES_PER_SECOND;
            if (!awaitsInterruption) {
                speakAt = answerHeardAt + BETWEEN_TURNS_NANOS;
            }
        }
    }

    private void next(long now) {
        awaitsAnswer = false;
        awaitsInterruption = false;
        speakAt = now;
    }

    private static int turn(String message) {
        Matcher id = EVENT_ID.matcher(message);
        return id.find() ? Integer.parseInt(id.group(1)) : 0;
    }
}
