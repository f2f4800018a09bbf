package antiphon.speech.deepgram;

import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechUnavailable;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.ProviderSocket.KeyHeader;
import antiphon.speech.parts.Query;
import antiphon.speech.parts.Seats;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Deepgram's live streaming: one WebSocket per call.
 *
 * @see <a href="https://developers.deepgram.com/reference/speech-to-text/listen-streaming">Live audio</a>
 */
public final class DeepgramRecognizer implements SpeechRecognizer {
    static final String NAME = "deepgram";

    /** Deepgram closes after 10 s without sound or KeepAlive, and advises 3 to 5 s. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(4);

    private final SpeechSettings.Deepgram settings;
    private final DeepgramRecognition.Timing timing;
    private final Connections connections;
    private final Seats seats;
    private final KeyHeader key;

    public DeepgramRecognizer(SpeechSettings.Deepgram settings, Connections connections) {
        this(settings, connections, KEEP_ALIVE);
    }

    DeepgramRecognizer(SpeechSettings.Deepgram settings, Connections connections, Duration keepAlive) {
        this.settings = settings;
        this.timing = new DeepgramRecognition.Timing(settings.flush(), keepAlive);
        this.connections = connections;
        this.seats = new Seats(connections.limits().calls());
        this.key = new KeyHeader("Authorization", "Token " + settings.key().orElseThrow());
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
                    "Deepgram hears as many calls as speech.provider.calls allows; try again later.");
        }
        return new DeepgramRecognition(connections, timing, listener, seat).connect(address(request), key);
    }

    private URI address(Request request) {
        return new Query()
                .with("encoding", "linear16")
                .with("sample_rate", "16000")
                .with("channels", "1")
                .with("interim_results", "true")
                .with("punctuate", "true")
                .with("model", settings.model())
                .with("language", request.language())
                .withEach(keywordParameter(), Keywords.within(request.keywords()))
                .socketAt(settings.baseUrl(), "/v1/listen");
    }

    /** Nova-3 takes {@code keyterm}, older models {@code keywords}; each refuses the other. */
    private String keywordParameter() {
        return settings.model().startsWith("nova-3") ? "keyterm" : "keywords";
    }
}
