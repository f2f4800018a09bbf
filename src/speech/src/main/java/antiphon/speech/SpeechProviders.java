package antiphon.speech;

import antiphon.speech.deepgram.DeepgramRecognizer;
import antiphon.speech.elevenlabs.ElevenLabsRecognizer;
import antiphon.speech.elevenlabs.ElevenLabsSynthesizer;
import antiphon.speech.openai.OpenAiRecognizer;
import antiphon.speech.openai.OpenAiSynthesizer;
import antiphon.speech.parts.Connections;
import antiphon.speech.vosk.VoskRecognizer;
import antiphon.speech.whisper.WhisperRecognizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Chooses who hears and who speaks: whom the agent wants, then the others in the order of the configuration. The one
 * class that knows providers by name. Made once for a server; any thread.
 */
public final class SpeechProviders implements AutoCloseable {
    private static final String EMBEDDED = "embedded";
    private static final List<String> RECOGNIZERS =
            List.of(EMBEDDED, "openai", "deepgram", "elevenlabs", "vosk", "whisper");
    private static final List<String> SYNTHESIZERS = List.of(EMBEDDED, "openai", "elevenlabs");

    private final SpeechSettings settings;
    private final EmbeddedSpeech embedded;
    private final Connections connections;
    private final Optional<VoskRecognizer> vosk;
    private final Optional<WhisperRecognizer> whisper;
    private final Map<String, SpeechRecognizer> recognizers = new LinkedHashMap<>();
    private final Map<String, SpeechSynthesizer> synthesizers = new LinkedHashMap<>();

    /** @throws IllegalArgumentException when an order names a provider there is not */
    public SpeechProviders(SpeechSettings settings, EmbeddedSpeech embedded) {
        requireKnown("speech.recognizers", settings.recognizers(), RECOGNIZERS);
        requireKnown("speech.synthesizers", settings.synthesizers(), SYNTHESIZERS);
        this.settings = settings;
        this.embedded = embedded;
        this.connections = new Connections(settings.limits());
        this.vosk = settings.vosk().weights().map(weights -> new VoskRecognizer(settings.vosk()));
        this.whisper = settings.whisper().weights().map(weights -> new WhisperRecognizer(settings.whisper()));
        gatherRecognizers();
        gatherSynthesizers();
        warmUp();
    }

    private void gatherRecognizers() {
        embedded.recognizer().ifPresent(recognizer -> recognizers.put(EMBEDDED, recognizer));
        if (settings.openAi().reachable()) {
            recognizers.put("openai", new FusedRecognizer(new OpenAiRecognizer(settings.openAi(), connections)));
        }
        if (settings.deepgram().key().isPresent()) {
            recognizers.put("deepgram", new FusedRecognizer(new DeepgramRecognizer(settings.deepgram(), connections)));
        }
        if (settings.elevenLabs().key().isPresent()) {
            recognizers.put(
                    "elevenlabs", new FusedRecognizer(new ElevenLabsRecognizer(settings.elevenLabs(), connections)));
        }
        vosk.ifPresent(recognizer -> recognizers.put("vosk", recognizer));
        whisper.ifPresent(recognizer -> recognizers.put("whisper", recognizer));
    }

    private void gatherSynthesizers() {
        embedded.synthesizer().ifPresent(synthesizer -> synthesizers.put(EMBEDDED, synthesizer));
        if (settings.openAi().reachable()) {
            synthesizers.put("openai", new FusedSynthesizer(new OpenAiSynthesizer(settings.openAi(), connections)));
        }
        if (settings.elevenLabs().key().isPresent()) {
            synthesizers.put(
                    "elevenlabs", new FusedSynthesizer(new ElevenLabsSynthesizer(settings.elevenLabs(), connections)));
        }
    }

    /** A model that stands in the configured order is wanted by somebody; others wait until an agent asks. */
    private void warmUp() {
        vosk.filter(recognizer -> settings.recognizers().contains("vosk")).ifPresent(VoskRecognizer::warmUp);
        whisper.filter(recognizer -> settings.recognizers().contains("whisper")).ifPresent(WhisperRecognizer::warmUp);
    }

    /**
     * Who may hear a call, best first.
     *
     * @param wanted the provider the agent asks for; empty when it asks for none. One that is known but not configured
     *     here is passed over
     * @param language ISO 639-1
     * @return at least one
     * @throws SpeechUnavailable when the wanted provider is unknown, or nobody here understands the language
     */
    public List<SpeechRecognizer> recognizers(String wanted, String language) {
        requireKnown("recognizer", wanted, RECOGNIZERS);
        List<SpeechRecognizer> able = inOrder(wanted, settings.recognizers(), recognizers::get)
                .filter(recognizer -> recognizer.capabilities().understands(language))
                .toList();
        if (able.isEmpty()) {
            throw new SpeechUnavailable("Nobody here understands " + language + ": speech.recognizers is "
                    + named(settings.recognizers()) + ", and configured are " + named(recognizers.keySet())
                    + ". Give a provider its key, or name another.");
        }
        return able;
    }

    /**
     * Who may speak in a call, best first.
     *
     * @param wanted the provider the agent asks for; empty when it asks for none. One that is known but not configured
     *     here is passed over
     * @param language ISO 639-1
     * @return at least one
     * @throws SpeechUnavailable when the wanted provider is unknown, or nobody here speaks the language
     */
    public List<SpeechSynthesizer> synthesizers(String wanted, String language) {
        requireKnown("synthesizer", wanted, SYNTHESIZERS);
        List<SpeechSynthesizer> able = inOrder(wanted, settings.synthesizers(), synthesizers::get)
                .filter(synthesizer -> synthesizer.capabilities().speaks(language))
                .toList();
        if (able.isEmpty()) {
            throw new SpeechUnavailable("Nobody here speaks " + language + ": speech.synthesizers is "
                    + named(settings.synthesizers()) + ", and configured are " + named(synthesizers.keySet())
                    + ". Give a provider its key, or name another.");
        }
        return able;
    }

    /** The voices that are known without asking anybody, those of the synthesizer preferred here first. */
    public List<OfferedVoice> voices() {
        return inOrder("", settings.synthesizers(), synthesizers::get)
                .map(this::voice)
                .toList();
    }

    private OfferedVoice voice(SpeechSynthesizer synthesizer) {
        List<String> languages = synthesizer.capabilities().languages();
        return switch (synthesizer.name()) {
            case "openai" -> {
                String voice = settings.openAi().voice();
                yield new OfferedVoice("openai", voice, voice, settings.openAi().voiceModel(), languages, true);
            }
            case "elevenlabs" -> {
                String voice = settings.elevenLabs().voice();
                yield new OfferedVoice(
                        "elevenlabs", voice, voice, settings.elevenLabs().voiceModel(), languages, true);
            }
            default ->
                new OfferedVoice(synthesizer.name(), "cmu-slt-hsmm", "SLT", synthesizer.name(), languages, false);
        };
    }

    /** A detector for one call: the embedded one, or where there is none, one that only knows loud from quiet. */
    public VoiceActivityDetector voiceActivity() {
        return embedded.voiceActivity().isPresent()
                ? embedded.voiceActivity().get().get()
                : new LoudnessDetector();
    }

    public EndOfTurnModel endOfTurn() {
        return embedded.endOfTurn();
    }

    private static <P> Stream<P> inOrder(
            String wanted, List<String> order, Function<String, ? extends @Nullable P> find) {
        return Stream.concat(Stream.of(wanted), order.stream())
                .distinct()
                .map(name -> Optional.<P>ofNullable(find.apply(name)))
                .flatMap(Optional::stream);
    }

    private static void requireKnown(String key, List<String> order, List<String> known) {
        List<String> unknown = new ArrayList<>(order);
        unknown.removeAll(known);
        if (!unknown.isEmpty() || order.isEmpty()) {
            throw new IllegalArgumentException(
                    "The setting " + key + " must name one or more of " + named(known) + ", separated by commas.");
        }
    }

    private static void requireKnown(String role, String wanted, List<String> known) {
        if (!wanted.isEmpty() && !known.contains(wanted)) {
            throw new SpeechUnavailable("There is no " + role + " \"" + wanted + "\"; there are " + named(known) + ".");
        }
    }

    private static String named(Collection<String> names) {
        return names.isEmpty() ? "nobody" : String.join(", ", names);
    }

    /** Breaks off whatever the providers of this class are still doing. The embedded ones belong to whoever made them. */
    @Override
    public void close() {
        connections.close();
        vosk.ifPresent(VoskRecognizer::close);
        whisper.ifPresent(WhisperRecognizer::close);
    }
}
