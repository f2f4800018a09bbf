package antiphon.speech.deepgram;

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
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** One call heard by Deepgram. Its segments become the pieces of the transcript; a Finalize settles it. */
final class DeepgramRecognition implements Recognition, ProviderSocket.Listener {
    /** 100 ms: Deepgram advises 20 to 250 ms, and each message costs far more than its bytes. A Finalize never waits. */
    private static final int FRAMES_IN_A_MESSAGE = 5;

    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private final Connections connections;
    private final Timing timing;
    private final Seats.Seat seat;
    private final Transcript transcript;
    private final AtomicBoolean heardLately = new AtomicBoolean();
    private final Future<?> keepAlive;
    private volatile @Nullable ProviderSocket socket;
    private volatile int framesSent;
    private volatile int framesToLastVoice;
    private volatile double heardToSeconds;
    private volatile long timedOutWish;

    /**
     * @param flush how long Deepgram may take to say that it has nothing left to settle
     * @param keepAlive how long the line may be quiet before Deepgram is told that it is still wanted
     */
    record Timing(Duration flush, Duration keepAlive) {}

    DeepgramRecognition(Connections connections, Timing timing, Listener listener, Seats.Seat seat) {
        this.connections = connections;
        this.timing = timing;
        this.seat = seat;
        this.transcript = new Transcript(listener, this::letGo);
        this.keepAlive = connections.every(timing.keepAlive(), this::keepAlive);
    }

    DeepgramRecognition connect(URI address, KeyHeader key) {
        socket = ProviderSocket.open(connections, DeepgramRecognizer.NAME, address, key, this);
        return this;
    }

    @Override
    public void hear(AudioFrame frame, boolean voice) {
        heardLately.set(true);
        ProviderSocket open = socket;
        if (open != null && transcript.isOpen()) {
            gathered.writeBytes(Pcm.bytes(frame));
            int sent = framesSent + 1;
            framesSent = sent;
            if (voice) {
                framesToLastVoice = sent;
            }
            if (sent % FRAMES_IN_A_MESSAGE == 0) {
                sendGathered(open);
            }
        }
    }

    private void sendGathered(ProviderSocket open) {
        if (gathered.size() > 0) {
            open.send(gathered.toByteArray());
            gathered.reset();
        }
    }

    @Override
    public void settle() {
        long wish = transcript.ask();
        ProviderSocket open = socket;
        if (open == null || !transcript.awaits(wish)) {
            return;
        }
        sendGathered(open);
        open.send("{\"type\":\"Finalize\"}");
        var unused = connections.later(timing.flush(), () -> flushTimedOut(wish));
        var alsoUnused = connections.later(connections.limits().settle(), () -> giveUp(wish));
    }

    /**
     * Deepgram answers a Finalize only if it had enough left to settle. Once it has had its time, it is enough that its
     * results have come as far as the last voice and leave no guess open.
     */
    private void takeSilenceForAnswer(long wish) {
        double lastVoiceSeconds = (framesToLastVoice - 1) * (AudioFrame.LENGTH.toMillis() / 1000.0);
        if (transcript.awaits(wish) && !transcript.isUnfinished() && heardToSeconds >= lastVoiceSeconds) {
            transcript.settle();
        }
    }

    private void flushTimedOut(long wish) {
        timedOutWish = wish;
        takeSilenceForAnswer(wish);
    }

    private void giveUp(long wish) {
        if (transcript.awaits(wish)) {
            transcript.end(Failures.late(DeepgramRecognizer.NAME, "to settle what was heard"));
        }
    }

    private void keepAlive() {
        ProviderSocket open = socket;
        if (open != null && !heardLately.getAndSet(false)) {
            open.send("{\"type\":\"KeepAlive\"}");
        }
    }

    @Override
    public void received(JsonNode message) {
        switch (message.path("type").asText()) {
            case "Results" -> results(message);
            case "Error" -> lost(Failures.lasting(DeepgramRecognizer.NAME, "to hear a call", "It reported an error."));
            default -> {
                // Metadata, SpeechStarted and UtteranceEnd say nothing a call wants to know.
            }
        }
    }

    private void results(JsonNode message) {
        heardToSeconds =
                message.path("start").asDouble() + message.path("duration").asDouble();
        JsonNode best = message.path("channel").path("alternatives").path(0);
        String text = best.path("transcript").asText("");
        double confidence = Math.clamp(best.path("confidence").asDouble(1), 0, 1);
        if (message.path("is_final").asBoolean()) {
            transcript.add(text, confidence);
        } else {
            transcript.guess(text, confidence);
        }
        if (message.path("from_finalize").asBoolean()) {
            transcript.settle();
        } else {
            takeSilenceForAnswer(timedOutWish);
        }
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
        keepAlive.cancel(false);
        seat.leave();
        ProviderSocket open = socket;
        if (open != null) {
            open.close("{\"type\":\"CloseStream\"}");
        }
    }
}
