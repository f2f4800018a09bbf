package antiphon.speech;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Who hears and who speaks, and how to reach them. Every key has a default; {@code SpeechSettingsTest} states them all.
 *
 * @param recognizers {@code speech.recognizers}: names, the first that is configured and understands the language hears
 * @param synthesizers {@code speech.synthesizers}: likewise for the voice
 */
public record SpeechSettings(
        List<String> recognizers,
        List<String> synthesizers,
        Limits limits,
        OpenAi openAi,
        Deepgram deepgram,
        ElevenLabs elevenLabs,
        Vosk vosk,
        Whisper whisper) {

    public static SpeechSettings read(Function<String, Optional<String>> lookup) {
        SettingsReader reader = new SettingsReader(lookup);
        return new SpeechSettings(
                reader.names("speech.recognizers", "embedded"),
                reader.names("speech.synthesizers", "embedded"),
                Limits.read(reader),
                OpenAi.read(reader),
                Deepgram.read(reader),
                ElevenLabs.read(reader),
                Vosk.read(reader),
                Whisper.read(reader));
    }

    /**
     * How long and how much, for every provider that is not embedded.
     *
     * @param connect {@code speech.connect.timeout}, 100 ms to 30 s: the longest wait for a connection
     * @param settle {@code speech.settle.timeout}, 100 ms to 60 s: the longest wait for settled words
     * @param sound {@code speech.sound.timeout}, 100 ms to 60 s: the longest wait for the first and for each next sound
     * @param calls {@code speech.provider.calls}, 1 to 10000: how many calls one provider may hear, and speak to, at once
     */
    public record Limits(Duration connect, Duration settle, Duration sound, int calls) {
        static Limits read(SettingsReader reader) {
            Duration shortest = Duration.ofMillis(100);
            return new Limits(
                    reader.duration("speech.connect.timeout", "PT3S", shortest, Duration.ofSeconds(30)),
                    reader.duration("speech.settle.timeout", "PT5S", shortest, Duration.ofMinutes(1)),
                    reader.duration("speech.sound.timeout", "PT5S", shortest, Duration.ofMinutes(1)),
                    reader.number("speech.provider.calls", 100, 1, 10_000));
        }
    }

    /**
     * OpenAI, or any server that speaks its {@code /audio/transcriptions} and {@code /audio/speech}.
     *
     * @param key {@code speech.openai.api.key}; without it {@code openai.api.key}, unless speech has an address of its
     *     own: a key is shown only to the address it was given for
     * @param baseUrl {@code speech.openai.base.url}, else {@code openai.base.url}
     * @param reachable whether a key or an address was configured; a server in one's own house may want no key
     * @param voiceSampleRateHz {@code speech.openai.voice.sample.rate}: the rate of this server's {@code pcm}
     */
    public record OpenAi(
            Optional<String> key,
            URI baseUrl,
            boolean reachable,
            String transcriptionModel,
            String voiceModel,
            String voice,
            int voiceSampleRateHz) {
        static OpenAi read(SettingsReader reader) {
            Optional<String> ownUrl = reader.text("speech.openai.base.url");
            Optional<String> ownKey = reader.key("speech.openai.api.key");
            Optional<String> key = ownUrl.isPresent() ? ownKey : ownKey.or(() -> reader.key("openai.api.key"));
            Optional<String> url = ownUrl.or(() -> reader.text("openai.base.url"));
            return new OpenAi(
                    key,
                    ownUrl.isPresent()
                            ? reader.url("speech.openai.base.url", "")
                            : reader.url("openai.base.url", "https://api.openai.com/v1"),
                    key.isPresent() || url.isPresent(),
                    reader.text("speech.openai.transcription.model", "gpt-4o-mini-transcribe"),
                    reader.text("speech.openai.voice.model", "gpt-4o-mini-tts"),
                    reader.text("speech.openai.voice", "alloy"),
                    reader.number("speech.openai.voice.sample.rate", 24_000, 8_000, 48_000));
        }

        @Override
        public String toString() {
            return "OpenAi[baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * @param key {@code deepgram.api.key}
     * @param flush {@code speech.deepgram.finalize.timeout}, 50 ms to 10 s: when Deepgram has nothing left to settle
     *     it may not answer at all; after this long its silence is taken for that
     */
    public record Deepgram(Optional<String> key, URI baseUrl, String model, Duration flush) {
        static Deepgram read(SettingsReader reader) {
            return new Deepgram(
                    reader.key("deepgram.api.key"),
                    reader.url("deepgram.base.url", "https://api.deepgram.com"),
                    reader.text("speech.deepgram.model", "nova-3"),
                    reader.duration(
                            "speech.deepgram.finalize.timeout",
                            "PT0.7S",
                            Duration.ofMillis(50),
                            Duration.ofSeconds(10)));
        }

        @Override
        public String toString() {
            return "Deepgram[baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * @param key {@code elevenlabs.api.key}
     * @param voice {@code speech.elevenlabs.voice}: the id of the voice of an agent that names none
     */
    public record ElevenLabs(
            Optional<String> key, URI baseUrl, String transcriptionModel, String voiceModel, String voice) {
        static ElevenLabs read(SettingsReader reader) {
            return new ElevenLabs(
                    reader.key("elevenlabs.api.key"),
                    reader.url("elevenlabs.base.url", "https://api.elevenlabs.io"),
                    reader.text("speech.elevenlabs.transcription.model", "scribe_v2_realtime"),
                    reader.text("speech.elevenlabs.voice.model", "eleven_flash_v2_5"),
                    reader.text("speech.elevenlabs.voice", "cjVigY5qzO86Huf0OWal"));
        }

        @Override
        public String toString() {
            return "ElevenLabs[baseUrl=" + baseUrl + "]";
        }
    }

    /**
     * @param weights {@code speech.vosk.model} (an unpacked folder), or {@code speech.vosk.model.url} (a zip) with
     *     {@code speech.vosk.model.sha256}; absent means that nobody wants Vosk
     * @param language {@code speech.vosk.language}: what the model speaks, ISO 639-1
     * @param calls {@code speech.vosk.calls}, 1 to 1000: each takes a thread and about a tenth of a core
     */
    public record Vosk(Optional<Weights> weights, String language, int calls) {
        static Vosk read(SettingsReader reader) {
            return new Vosk(
                    reader.weights("speech.vosk.model"),
                    reader.text("speech.vosk.language", "en"),
                    reader.number("speech.vosk.calls", 4, 1, 1_000));
        }
    }

    /**
     * @param weights {@code speech.whisper.model} (a ggml file), or {@code speech.whisper.model.url} with
     *     {@code speech.whisper.model.sha256}; absent means that nobody wants Whisper
     * @param languages {@code speech.whisper.languages}: ISO 639-1, empty means any
     * @param threads {@code speech.whisper.threads}, 1 to 64: how many work on one utterance
     * @param calls {@code speech.whisper.calls}, 1 to 1000; their utterances wait for one another
     */
    public record Whisper(Optional<Weights> weights, List<String> languages, int threads, int calls) {
        static Whisper read(SettingsReader reader) {
            return new Whisper(
                    reader.weights("speech.whisper.model"),
                    reader.names("speech.whisper.languages", ""),
                    reader.number("speech.whisper.threads", 2, 1, 64),
                    reader.number("speech.whisper.calls", 2, 1, 1_000));
        }
    }

    /** Where a model's weights are. */
    public sealed interface Weights {
        /** @param path a file or folder that is there already */
        record OnDisk(Path path) implements Weights {}

        /**
         * @param url where they are fetched from, once
         * @param sha256 what must have come, 64 hexadecimal digits
         * @param directory {@code speech.models.directory}, where they are kept
         */
        record Fetched(URI url, String sha256, Path directory) implements Weights {}
    }
}
