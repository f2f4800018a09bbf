package antiphon.speech.elevenlabs;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechFailure;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Failures;
import antiphon.speech.parts.Pcm;
import antiphon.speech.parts.ProviderSocket;
import antiphon.speech.parts.ProviderSocket.KeyHeader;
import antiphon.speech.parts.Seats;
import antiphon.speech.parts.Transcript;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** One call heard by ElevenLabs. Sound goes in tenths of a second; a commit settles it. */
final class ElevenLabsRecognition implements Recognition, ProviderSocket.Listener {
    private static final String ATTEMPT = "to hear a call";
    private static final int CHUNK_FRAMES = 5;

    /**
     * A commit of less than 0.3 s is refused with {@code commit_throttled}, and the connection with it; what is missing
     * is filled up with silence.
     */
    private static final int FEWEST_COMMITTED_FRAMES = 16;

    private final Connections connections;
    private final Seats.Seat seat;
    private final Transcript transcript;
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream();
    private int chunkFrames;
    private int uncommittedFrames;
    private volatile @Nullable ProviderSocket socket;

    ElevenLabsRecognition(Connections connections, Listener listener, Seats.Seat seat) {
        this.connections = connections;
        this.seat = seat;
        this.transcript = new Transcript(listener, this::letGo);
    }

    ElevenLabsRecognition connect(URI address, KeyHeader key) {
        socket = ProviderSocket.open(connections, ElevenLabsRecognizer.NAME, address, key, this);
        return this;
    }

    @Override
    public void hear(AudioFrame frame, boolean voice) {
        if (transcript.isOpen()) {
            chunk.writeBytes(Pcm.bytes(frame));
            chunkFrames++;
            uncommittedFrames++;
            if (chunkFrames == CHUNK_FRAMES) {
                send(false);
            }
        }
    }

    @Override
    public void settle() {
        long wish = transcript.ask();
        if (!transcript.awaits(wish)) {
            return;
        }
        while (uncommittedFrames < FEWEST_COMMITTED_FRAMES) {
            hear(AudioFrame.silence(), false);
        }
        send(true);
        uncommittedFrames = 0;
        var unused = connections.later(connections.limits().settle(), () -> giveUp(wish));
    }

    private void giveUp(long wish) {
        if (transcript.awaits(wish)) {
            transcript.end(Failures.late(ElevenLabsRecognizer.NAME, "to settle what was heard"));
        }
    }

    private void send(boolean commit) {
        String json = JsonNodeFactory.instance
                .objectNode()
                .put("message_type", "input_audio_chunk")
                .put("audio_base_64", Base64.getEncoder().encodeToString(chunk.toByteArray()))
                .put("commit", commit)
                .put("sample_rate", AudioFrame.SAMPLE_RATE_HZ)
                .toString();
        chunk.reset();
        chunkFrames = 0;
        ProviderSocket open = socket;
        if (open != null) {
            open.send(json);
        }
    }

    @Override
    public void received(JsonNode message) {
        String text = message.path("text").asText("");
        switch (message.path("message_type").asText()) {
            case "partial_transcript" -> transcript.guess(text, 1);
            case "committed_transcript" -> {
                transcript.add(text, 1);
                transcript.settle();
            }
            // Nothing that could be a word was said.
            case "insufficient_audio_activity", "commit_throttled" -> transcript.settle();
            case "auth_error",
                    "quota_exceeded",
                    "unaccepted_terms",
                    "input_error",
                    "invalid_request",
                    "chunk_size_exceeded" -> transcript.end(refusal(message, false));
            case "error",
                    "rate_limited",
                    "queue_overflow",
                    "resource_exhausted",
                    "session_time_limit_exceeded",
                    "transcriber_error" -> transcript.end(refusal(message, true));
            default -> {
                // session_started, and transcripts with timestamps that were not asked for.
            }
        }
    }

    /** The kind of an error is one of the documented words; its text is left out, for it may quote. */
    private static SpeechFailure refusal(JsonNode message, boolean retryable) {
        String kind = message.path("message_type").asText();
        return new SpeechFailure(ElevenLabsRecognizer.NAME, ATTEMPT, "It reported " + kind + ".", retryable);
    }

    @Override
    public void lost(SpeechFailure failure) {
        transcript.end(failure);
    }

    @Override
    public void close() {
        transcript.close();
        letGo();
    }

    private void letGo() {
        seat.leave();
        ProviderSocket open = socket;
        if (open != null) {
            open.close();
        }
    }
}
