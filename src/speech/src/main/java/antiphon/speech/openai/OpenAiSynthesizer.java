package antiphon.speech.openai;

import antiphon.speech.SpeechSettings;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.parts.Connections;
import antiphon.speech.parts.Seats;
import antiphon.speech.parts.SoundStream;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * {@code /audio/speech} of OpenAI and of the servers that speak like it, streamed as raw samples.
 *
 * @see <a href="https://platform.openai.com/docs/api-reference/audio/createSpeech">Create speech</a>
 */
public final class OpenAiSynthesizer implements SpeechSynthesizer {
    /** Ids such as ElevenLabs gives its voices: agents carry them by default, and nobody here knows them. */
    private static final Pattern FOREIGN_VOICE = Pattern.compile("[A-Za-z0-9]{20}");

    private final SpeechSettings.OpenAi settings;
    private final Connections connections;
    private final Seats seats;

    public OpenAiSynthesizer(SpeechSettings.OpenAi settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
        this.seats = new Seats(connections.limits().calls());
    }

    @Override
    public String name() {
        return OpenAiRecognizer.NAME;
    }

    @Override
    public Capabilities capabilities() {
        return new Capabilities(true, List.of());
    }

    @Override
    public Synthesis speak(Request request, Listener listener) {
        HttpRequest http = OpenAiRecognizer.request(settings, "/audio/speech")
                .timeout(connections.limits().sound())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body(request)))
                .build();
        SoundStream.Sound sound = new SoundStream.Sound(http, settings.voiceSampleRateHz());
        return SoundStream.start(connections, name(), sound, seats, listener);
    }

    private String body(Request request) {
        Voice voice = request.voice();
        boolean ownVoice =
                !voice.id().isEmpty() && !FOREIGN_VOICE.matcher(voice.id()).matches();
        boolean ownModel = !voice.model().isEmpty() && !voice.model().startsWith("eleven_");
        return JsonNodeFactory.instance
                .objectNode()
                .put("model", ownModel ? voice.model() : settings.voiceModel())
                .put("input", request.text())
                .put("voice", ownVoice ? voice.id() : settings.voice())
                .put("response_format", "pcm")
                .put("speed", voice.speed())
                .toString();
    }
}
