package antiphon.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A call held as a person holds it: the microphone is always open and sends in real time, and what comes is heard at the
 * speed at which it sounds. One thread talks; the microphone has its own.
 */
final class TalkCall implements AutoCloseable {
    private static final Duration CHUNK = Duration.ofMillis(20);
    /** After this much silence nothing more is expected of an answer. */
    private static final Duration SILENCE = Duration.ofMillis(1200);

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final TalkSocket socket;
    private final String conversationId;
    private final String inputFormat;
    private final String outputFormat;
    private final Thread microphone;
    private volatile @Nullable Speech speech;
    private volatile boolean open = true;
    private int lastTurnHeard;

    /** What is being said. @param ended the moment at which its last audible sample was sent */
    private record Speech(byte[] bytes, int audibleBytes, CompletableFuture<Long> ended) {}

    /**
     * What one turn brought, measured from the end of the caller's speech.
     *
     * @param heard what the server understood
     * @param toSound until the first sound of the answer
     */
    record Turn(
            String heard,
            String answer,
            Optional<Duration> toTranscript,
            Optional<Duration> toAnswer,
            Optional<Duration> toSound,
            TalkSound sound) {}

    /** @throws TalkSocket.Closed when the server refuses the call */
    TalkCall(TalkServer server, TalkServer.Agent agent) throws IOException {
        socket = new TalkSocket(server, agent);
        JsonObject metadata = metadata(socket);
        conversationId = metadata.getString("conversation_id");
        inputFormat = metadata.getString("user_input_audio_format", "pcm_16000");
        outputFormat = metadata.getString("agent_output_audio_format");
        microphone = Thread.ofVirtual().name("microphone").start(this::sendSound);
    }

    String conversationId() {
        return conversationId;
    }

    /** Hears out what the agent says of its own accord, if it says anything. */
    Turn hearGreeting() throws IOException {
        return listen(System.nanoTime(), Duration.ofSeconds(3));
    }

    /** Speaks, and hears the answer out. */
    Turn ask(TalkSound question) throws IOException {
        byte[] bytes = question.encoded(inputFormat);
        int audible = (int) (bytes.length
                * question.untilSilence().toNanos()
                / Math.max(1, question.length().toNanos()));
        Speech asked = new Speech(bytes, audible, new CompletableFuture<>());
        speech = asked;
        return listen(asked.ended().join(), LONGEST_WAIT);
    }

    @Override
    public void close() {
        open = false;
        LockSupport.unpark(microphone);
        socket.close();
    }

    private static JsonObject metadata(TalkSocket socket) throws IOException {
        String wanted = "conversation_initiation_metadata";
        for (TalkSocket.Message message = socket.next(LONGEST_WAIT.toNanos());
                message != null;
                message = socket.next(LONGEST_WAIT.toNanos())) {
            if (message.type().equals(wanted)) {
                return message.payload(wanted + "_event");
            }
        }
        throw new IOException("The server did not begin the conversation within " + LONGEST_WAIT);
    }

    private Turn listen(long fromNanos, Duration patience) throws IOException {
        Listening listening = new Listening(fromNanos);
        long playedUntil = fromNanos + patience.toNanos();
        for (TalkSocket.Message message = socket.next(playedUntil - System.nanoTime());
                message != null;
                message = socket.next(playedUntil + SILENCE.toNanos() - System.nanoTime())) {
            long soundNanos = listening.take(message);
            if (soundNanos > 0) {
                playedUntil = Math.max(listening.playedBefore ? playedUntil : 0, message.atNanos()) + soundNanos;
                listening.playedBefore = true;
            }
        }
        lastTurnHeard = listening.turn;
        return listening.turn();
    }

    /** What is heard of one turn. */
    private final class Listening {
        private final long fromNanos;
        private final StringBuilder heard = new StringBuilder();
        private final StringBuilder answer = new StringBuilder();
        private final ByteArrayOutputStream sound = new ByteArrayOutputStream();
        private Optional<Duration> toTranscript = Optional.empty();
        private Optional<Duration> toAnswer = Optional.empty();
        private Optional<Duration> toSound = Optional.empty();
        private int turn = lastTurnHeard;
        private boolean playedBefore;

        Listening(long fromNanos) {
            this.fromNanos = fromNanos;
        }

        /** How long it sounds. */
        long take(TalkSocket.Message message) {
            switch (message.type()) {
                case "user_transcript" -> {
                    say(heard, message.payload("user_transcription_event").getString("user_transcript"));
                    toTranscript = toTranscript.or(() -> since(message));
                }
                case "agent_response" -> {
                    say(answer, message.payload("agent_response_event").getString("agent_response"));
                    toAnswer = toAnswer.or(() -> since(message));
                }
                case "audio" -> {
                    return play(message);
                }
                default -> {}
            }
            return 0;
        }

        private long play(TalkSocket.Message message) {
            JsonObject audio = message.payload("audio_event");
            byte[] bytes = Base64.getDecoder().decode(audio.getString("audio_base_64"));
            int of = audio.getInt("event_id");
            if (of <= lastTurnHeard) {
                return 0;
            }
            turn = Math.max(turn, of);
            sound.writeBytes(bytes);
            toSound = toSound.or(() -> since(message));
            return bytes.length * 1_000_000_000L / TalkSound.bytesPerSecond(outputFormat);
        }

        private Optional<Duration> since(TalkSocket.Message message) {
            return message.atNanos() < fromNanos
                    ? Optional.empty()
                    : Optional.of(Duration.ofNanos(message.atNanos() - fromNanos));
        }

        private static void say(StringBuilder to, String words) {
            to.append(to.isEmpty() ? "" : " ").append(words.strip());
        }

        Turn turn() throws IOException {
            return new Turn(
                    heard.toString(),
                    answer.toString(),
                    toTranscript,
                    toAnswer,
                    toSound,
                    TalkSound.decoded(sound.toByteArray(), outputFormat));
        }
    }

    private void sendSound() {
        int chunkBytes = (int) (TalkSound.bytesPerSecond(inputFormat) * CHUNK.toMillis() / 1000);
        long begin = System.nanoTime();
        int said = 0;
        for (long chunk = 0; open; chunk++) {
            LockSupport.parkNanos(begin + chunk * CHUNK.toNanos() - System.nanoTime());
            byte[] bytes = new byte[chunkBytes];
            Arrays.fill(bytes, TalkSound.silence(inputFormat));
            Speech current = speech;
            if (current != null) {
                int length = Math.min(chunkBytes, current.bytes().length - said);
                System.arraycopy(current.bytes(), said, bytes, 0, length);
                said += length;
            }
            send(bytes);
            if (current != null && said >= current.audibleBytes()) {
                current.ended().complete(System.nanoTime());
            }
            if (current != null && said == current.bytes().length) {
                speech = null;
                said = 0;
            }
        }
    }

    private void send(byte[] bytes) {
        socket.send(Json.createObjectBuilder()
                .add("user_audio_chunk", Base64.getEncoder().encodeToString(bytes))
                .build());
    }
}
