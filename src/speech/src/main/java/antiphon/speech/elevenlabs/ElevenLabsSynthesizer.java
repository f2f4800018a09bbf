package antiphon.speech.elevenlabs;

import antiphon.audio.AudioFrame;
import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Query;
import antiphon.speech.parts.Seats;
import antiphon.speech.parts.SoundStream;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;

/**
 * ElevenLabs' voices, streamed as 16 kHz samples with the time of each character.
 *
 * @see <a href="https://elevenlabs.io/docs/api-reference/text-to-speech/stream-with-timestamps">Stream speech with timing</a>
 */
public final class ElevenLabsSynthesizer implements SpeechSynthesizer {
    /** The service refuses more. */
    private static final int MOST_DICTIONARIES = 3;

    private final SpeechSettings.ElevenLabs settings;
    private final Connections connections;
    private final Seats seats;

    public ElevenLabsSynthesizer(SpeechSettings.ElevenLabs settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.seats = new Seats(connections.limits().calls());
    }

    @Override
    public String name() {
        return ElevenLabsRecognizer.NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, List.of());
    }

    @Override
    public Synthesis speak(Request request, Listener listener) {
        HttpRequest http = HttpRequest.newBuilder(address(request.voice()))
                .timeout(connections.limits().sound())
                .header("xi-api-key", settings.key().orElseThrow())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(request)))
                .build();
        SoundStream.Sound sound = new SoundStream.Sound(http, AudioFrame.SAMPLE_RATE_HZ, TimedSound::new);
        return SoundStream.start(connections, name(), sound, seats, listener);
    }

    private URI address(Voice voice) {
        String id = voice.id().isEmpty() ? settings.voice() : voice.id();
        Query query = new Query().with("output_format", "pcm_16000");
        int haste = voice.reading().haste();
        return (haste < 0 ? query : query.with("optimize_streaming_latency", String.valueOf(haste)))
                .at(settings.baseUrl(), "/v1/text-to-speech/" + Query.encoded(id) + "/stream/with-timestamps");
    }

    private String body(Request request) {
        Voice voice = request.voice();
        String model = voice.model().isEmpty() ? settings.voiceModel() : voice.model();
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put("text", request.text())
                .put("model_id", model);
        if (takesLanguage(model)) {
            body.put("language_code", request.language());
        }
        body.putObject("voice_settings")
                .put("stability", voice.stability())
                .put("similarity_boost", voice.similarityBoost())
                .put("speed", voice.speed());
        if (voice.reading().spellsOut()) {
            body.put("apply_text_normalization", "on");
        }
        if (!voice.reading().dictionaries().isEmpty()) {
            ArrayNode locators = body.putArray("pronunciation_dictionary_locators");
            voice.reading().dictionaries().stream()
                    .limit(MOST_DICTIONARIES)
                    .forEach(dictionary -> locator(locators.addObject(), dictionary));
        }
        return body.toString();
    }

    private static void locator(ObjectNode locator, Dictionary dictionary) {
        locator.put("pronunciation_dictionary_id", dictionary.id());
        if (!dictionary.version().isEmpty()) {
            locator.put("version_id", dictionary.version());
        }
    }

    /** A model that cannot be told the language refuses to be told. */
    private static boolean takesLanguage(String model) {
        return model.endsWith("_v2_5") || model.startsWith("eleven_v3");
    }
}
