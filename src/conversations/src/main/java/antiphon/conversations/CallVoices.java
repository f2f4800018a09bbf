package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.TtsConfig;
import antiphon.agents.config.TtsConfig.SupportedVoice;
import antiphon.audio.Ambience;
import antiphon.audio.Ambience.Preset;
import antiphon.call.CallPlan.OtherVoice;
import antiphon.call.Line;
import antiphon.call.lines.AmbientLine;
import antiphon.speech.SpeechSynthesizer.Dictionary;
import antiphon.speech.SpeechSynthesizer.Reading;
import antiphon.speech.SpeechSynthesizer.Voice;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How an agent's settings mean it to sound, and what its model has to know of that. */
final class CallVoices {
    private static final String SPELT_OUT = "What you write is spoken. Write figures, dates, times, amounts, units and"
            + " symbols as the words in which they are said, and use no markup.";

    private static final String HINGLISH =
            "Speak Hinglish: Hindi as people speak it in cities, with the English words that they use in it.";

    private final AgentConfig config;
    private final TtsConfig tts;

    CallVoices(AgentConfig config) {
        this.config = config;
        this.tts = config.tts();
    }

    /** The line, with whatever is to be heard beneath the agent's voice. */
    static Line withBackground(Line line, AgentConfig config) {
        return config.conversation()
                .backgroundSound()
                .flatMap(sound -> Preset.named(sound.id()).map(preset -> new Ambience(preset, sound.volume())))
                .<Line>map(background -> new AmbientLine(line, background))
                .orElse(line);
    }

    Voice own() {
        return new Voice(
                tts.voiceId(),
                tts.modelId(),
                tts.stability(),
                tts.similarityBoost(),
                tts.speed(),
                reading(tts.latency()));
    }

    List<OtherVoice> others() {
        return tts.supportedVoices().stream().map(this::other).toList();
    }

    /** For the model; empty where there is nothing to say. */
    String manner() {
        boolean hinglish =
                config.agent().hinglish() && config.agent().language().startsWith("hi");
        Stream<String> spoken = config.conversation().textOnly()
                ? Stream.of()
                : Stream.of(tts.spellsOut() ? "" : SPELT_OUT, voicesToldOf());
        return Stream.concat(Stream.of(hinglish ? HINGLISH : ""), spoken)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String voicesToldOf() {
        if (tts.supportedVoices().isEmpty()) {
            return "";
        }
        String voices = tts.supportedVoices().stream()
                .map(voice -> "\n- " + voice.label()
                        + (voice.description().isBlank() ? "" : ": " + voice.description())
                        + voice.language()
                                .map(language -> " (speaks " + language + ")")
                                .orElse(""))
                .collect(Collectors.joining());
        String example = tts.supportedVoices().getFirst().label();
        return "You can speak with other voices than your own. What one of them is to say stands between its marks, such as"
                + " <" + example + ">these words</" + example
                + ">; what stands in no marks you say yourself. There are:"
                + voices;
    }

    private OtherVoice other(SupportedVoice voice) {
        return new OtherVoice(
                voice.label(),
                new Voice(
                        voice.voiceId(),
                        voice.modelFamily().map(CallVoices::model).orElse(tts.modelId()),
                        voice.stability().orElse(tts.stability()),
                        voice.similarityBoost().orElse(tts.similarityBoost()),
                        voice.speed().orElse(tts.speed()),
                        reading(voice.latency().map(Double::intValue).orElse(tts.latency()))),
                voice.language().orElse(""));
    }

    private Reading reading(int latency) {
        return new Reading(
                latency,
                tts.spellsOut(),
                tts.pronunciations().stream()
                        .map(each -> new Dictionary(
                                each.dictionaryId(), each.versionId().orElse("")))
                        .toList());
    }

    /** The newest of a family, by the engine's name. */
    private static String model(String family) {
        return switch (family) {
            case "turbo" -> "eleven_turbo_v2_5";
            case "flash" -> "eleven_flash_v2_5";
            case "multilingual" -> "eleven_multilingual_v2";
            default -> "eleven_" + family;
        };
    }
}
