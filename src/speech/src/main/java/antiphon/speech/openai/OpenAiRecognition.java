package antiphon.speech.openai;

import antiphon.audio.AudioFrame;
import antiphon.audio.Wav;
import antiphon.speech.SpeechRecognizer.Listener;
import antiphon.speech.SpeechRecognizer.Recognition;
import antiphon.speech.SpeechRecognizer.Request;
import antiphon.speech.SpeechSettings;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Failures;
import antiphon.speech.parts.Seats;
import antiphon.speech.parts.Transcript;
import antiphon.speech.parts.VoicedSound;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One call heard utterance by utterance. The utterances are sent one after the other, so that their words keep order. */
final class OpenAiRecognition implements Recognition {
    private static final String ATTEMPT = "to transcribe an utterance";

    /** The prompt may hold 224 tokens; what is longer is cut by the model from the front. */
    private static final int LONGEST_PROMPT_CHARS = 600;

    private static final JsonMapper JSON = new JsonMapper();

    private final SpeechSettings.OpenAi settings;
    private final Connections connections;
    private final Request request;
    private final Seats.Seat seat;
    private final Transcript transcript;
    private final VoicedSound sound = new VoicedSound();
    private volatile CompletableFuture<?> exchange = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);

    OpenAiRecognition(
            SpeechSettings.OpenAi settings,
            Connections connections,
            Request request,
            Listener listener,
            Seats.Seat seat) {
        this.settings = settings;
        this.connections = connections;
        this.request = request;
        this.seat = seat;
        this.transcript = new Transcript(listener, seat::leave);
    }

    @Override
    public void hear(AudioFrame frame, boolean voice) {
        sound.add(frame, voice);
    }

    @Override
    public void settle() {
        transcript.ask();
        Optional<short[]> utterance = sound.take();
        last = last.handle((before, failure) -> utterance)
                .thenCompose(spoken -> spoken.map(this::transcribe).orElseGet(this::nothingSaid));
    }

    private CompletableFuture<?> nothingSaid() {
        transcript.settle();
        return CompletableFuture.completedFuture(null);
    }

    private CompletableFuture<?> transcribe(short[] samples) {
        if (!transcript.isOpen()) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<HttpResponse<String>> posted =
                connections.http().sendAsync(post(samples), HttpResponse.BodyHandlers.ofString());
        exchange = posted;
        return posted.copy()
                .orTimeout(connections.limits().settle().toMillis(), TimeUnit.MILLISECONDS)
                .whenComplete((response, failure) -> {
                    posted.cancel(true);
                    answer(response, failure);
                });
    }

    private HttpRequest post(short[] samples) {
        MultipartForm form = new MultipartForm()
                .field("model", settings.transcriptionModel())
                .field("language", request.language())
                .field("response_format", "json");
        prompt(request.keywords()).ifPresent(prompt -> form.field("prompt", prompt));
        form.file("file", "utterance.wav", "audio/wav", wav(samples));
        return OpenAiRecognizer.request(settings, "/audio/transcriptions")
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.bytes()))
                .build();
    }

    private static byte[] wav(short[] samples) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            new Wav(AudioFrame.SAMPLE_RATE_HZ, samples).write(file);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return file.toByteArray();
    }

    private static Optional<String> prompt(List<String> keywords) {
        String prompt = String.join(", ", keywords);
        return prompt.isBlank()
                ? Optional.empty()
                : Optional.of(prompt.substring(0, Math.min(prompt.length(), LONGEST_PROMPT_CHARS)));
    }

    private void answer(@Nullable HttpResponse<String> response, @Nullable Throwable failure) {
        if (failure != null) {
            transcript.miss(Failures.thrown(OpenAiRecognizer.NAME, ATTEMPT, failure));
        } else if (response != null && response.statusCode() != 200) {
            transcript.miss(Failures.answered(OpenAiRecognizer.NAME, ATTEMPT, response.statusCode()));
        } else if (response != null) {
            understand(response.body());
        }
    }

    private void understand(String body) {
        try {
            JsonNode text = JSON.readTree(body).path("text");
            if (text.isTextual()) {
                transcript.add(text.asText(), 1);
                transcript.settle();
                return;
            }
        } catch (JsonProcessingException notJson) {
            // Told below: an answer without words is of no more use than one that is no JSON.
        }
        transcript.miss(Failures.lasting(OpenAiRecognizer.NAME, ATTEMPT, "Its answer holds no text."));
    }

    @Override
    public void close() {
        transcript.close();
        exchange.cancel(true);
        seat.leave();
    }
}
