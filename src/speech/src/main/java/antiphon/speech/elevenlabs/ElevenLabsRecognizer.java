package antiphon.speech.elevenlabs;

import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.ProviderSocket.KeyHeader;
import antiphon.speech.parts.Query;
import antiphon.speech.parts.Seats;
import java.net.URI;
import java.util.List;

/**
 * ElevenLabs' Scribe in real time: one WebSocket per call, committed by the call's own sense of a pause.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference/speech-to-text/v-1-speech-to-text-realtime">Realtime</a>
 */
public final class ElevenLabsRecognizer implements SpeechRecognizer {
    static final String NAME = "elevenlabs";

    /** The API takes 50 terms of at most 20 characters each. */
    private static final int MOST_KEYWORDS = 50;

    private static final int LONGEST_KEYWORD_CHARS = 20;

    private final SpeechSettings.ElevenLabs settings;
    private final Connections connections;
    private final Seats seats;
    private final KeyHeader key;

    public ElevenLabsRecognizer(SpeechSettings.ElevenLabs settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.seats = new Seats(connections.limits().calls());
        this.key = new KeyHeader("xi-api-key", settings.key().orElseThrow());
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, List.of());
    }

    @Override
    public Recognition open(Request request, Listener listener) {
        Seats.Seat seat = seats.take();
        if (!seat.isTaken()) {
            throw new SpeechUnavailable(
                    "ElevenLabs hears as many calls as speech.provider.calls allows; try again later.");
        }
        return new ElevenLabsRecognition(connections, listener, seat).connect(address(request), key);
    }

    private URI address(Request request) {
        List<String> keywords = request.keywords().stream()
                .map(String::strip)
                .filter(keyword -> !keyword.isEmpty() && keyword.length() <= LONGEST_KEYWORD_CHARS)
                .limit(MOST_KEYWORDS)
                .toList();
        return new Query()
                .with("model_id", settings.transcriptionModel())
                .with("audio_format", "pcm_16000")
                .with("commit_strategy", "manual")
                .with("language_code", request.language())
                .withEach("keyterms", keywords)
                .socketAt(settings.baseUrl(), "/v1/speech-to-text/realtime");
    }
}
