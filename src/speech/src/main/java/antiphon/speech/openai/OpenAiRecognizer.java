package antiphon.speech.openai;

import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Seats;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/**
 * {@code /audio/transcriptions} of OpenAI and of the servers that speak like it: each utterance is sent whole once the
 * caller has paused.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createTranscription">Create transcription</a>
 */
public final class OpenAiRecognizer implements SpeechRecognizer {
    static final String NAME = "openai";

    private final SpeechSettings.OpenAi settings;
    private final Connections connections;
    private final Seats seats;

    public OpenAiRecognizer(SpeechSettings.OpenAi settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.seats = new Seats(connections.limits().calls());
    }

    /** A request that carries the key, if there is one. */
    static HttpRequest.Builder request(SpeechSettings.OpenAi settings, String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(settings.baseUrl() + path));
        settings.key().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return request;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(false, List.of());
    }

    @Override
    public Recognition open(Request request, Listener listener) {
        Seats.Seat seat = seats.take();
        if (!seat.isTaken()) {
            throw new SpeechUnavailable("OpenAI hears as many calls as speech.provider.calls allows; try again later.");
        }
        return new OpenAiRecognition(settings, connections, request, listener, seat);
    }
}
