package antiphon.call;

import antiphon.audio.Ambience;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt.Sampling;
import antiphon.language.ToolDescription;
import antiphon.speech.EndOfTurnModel;
import antiphon.speech.SpeechRecognizer;
import antiphon.speech.SpeechSynthesizer;
import antiphon.speech.VoiceActivityDetector;
import java.util.List;
import java.util.Optional;

/**
 * All that one call needs to know, settled before it starts. A call never changes its plan; it may be given another.
 *
 * @param firstMessage what the agent opens with; empty means it waits for the caller
 * @param language ISO 639-1
 * @param ears absent in a conversation of text only
 * @param mouth absent in a conversation of text only
 */
public record CallPlan(
        String instructions,
        String firstMessage,
        String language,
        Manners manners,
        Optional<Ears> ears,
        Optional<Mouth> mouth,
        Mind mind) {

    /**
     * How the caller is heard.
     *
     * @param recognizers the one to use, and those to turn to when it fails, in order; at least one
     */
    public record Ears(
            List<SpeechRecognizer> recognizers,
            SpeechRecognizer.Request request,
            VoiceActivityDetector voiceActivity,
            EndOfTurnModel endOfTurn) {}

    /**
     * How the agent is heard.
     *
     * @param synthesizers the one to use, and those to turn to when it fails, in order; at least one
     * @param others voices for passages that the agent marks with their labels
     */
    public record Mouth(List<SpeechSynthesizer> synthesizers, SpeechSynthesizer.Voice voice, List<OtherVoice> others) {
        public Mouth(List<SpeechSynthesizer> synthesizers, SpeechSynthesizer.Voice voice) {
            this(synthesizers, voice, List.of());
        }
    }

    /**
     * A voice for what stands between {@code <label>} and {@code </label>}.
     *
     * @param language ISO 639-1, in which it is spoken; empty means the call's
     */
    public record OtherVoice(String label, SpeechSynthesizer.Voice voice, String language) {}

    /**
     * How the agent makes up its mind.
     *
     * @param models the one to ask, and those to turn to when it fails, in order; at least one
     * @param manners of those tools that are not used as any other
     * @param knowledge where to look things up before each answer; absent where there is nothing to look up
     * @param mostFiles how many of the files that the caller showed, the newest, the model sees
     * @param guards against what is said
     */
    public record Mind(
            List<LanguageModel> models,
            Sampling sampling,
            List<ToolDescription> tools,
            List<ToolManner> manners,
            ToolBox toolBox,
            Optional<Knowledge> knowledge,
            int mostFiles,
            Guards guards) {
        static final int USUAL_FILES = 10;

        public Mind(List<LanguageModel> models, Sampling sampling, List<ToolDescription> tools, ToolBox toolBox) {
            this(models, sampling, tools, List.of(), toolBox, Optional.empty(), USUAL_FILES, Guards.NONE);
        }

        public Mind(LanguageModel model, Sampling sampling, List<ToolDescription> tools, ToolBox toolBox) {
            this(List.of(model), sampling, tools, toolBox);
        }

        ToolManner mannerOf(String tool) {
            return manners.stream()
                    .filter(manner -> manner.tool().equals(tool))
                    .findFirst()
                    .orElseGet(() -> ToolManner.plain(tool));
        }

        /** The one to ask. */
        public LanguageModel model() {
            return models.getFirst();
        }
    }

    /**
     * What a call is guarded against.
     *
     * @param judge finds out about each of the watches
     */
    public record Guards(List<Watch> watches, GuardrailJudge judge) {
        public static final Guards NONE = new Guards(List.of(), GuardrailJudge.NONE);

        List<Watch> of(Watch.Subject subject) {
            return watches.stream().filter(watch -> watch.subject() == subject).toList();
        }
    }

    /**
     * How a call behaves around the use of one of its tools.
     *
     * @param tool its name
     * @param announcement said first where the agent has said nothing; empty means nothing
     * @param afterSpeech whether it is used only once what was said before has been heard out
     * @param sound what the caller hears while it is used and nothing is said
     */
    public record ToolManner(
            String tool,
            String announcement,
            boolean afterSpeech,
            Interruptible interruptible,
            Optional<ToolSound> sound) {
        public ToolManner(String tool, String announcement, boolean afterSpeech, Interruptible interruptible) {
            this(tool, announcement, afterSpeech, interruptible, Optional.empty());
        }

        /** When a caller's voice may end a turn in which the tool is used. */
        public enum Interruptible {
            ALWAYS,
            NOT_WHILE_USED,
            NOT_ONCE_USED
        }

        public static ToolManner plain(String tool) {
            return new ToolManner(tool, "", false, Interruptible.ALWAYS);
        }
    }

    /** @param inAnyCase whether it is heard even where the agent has said nothing in this turn */
    public record ToolSound(Ambience.Preset preset, boolean inAnyCase) {}

    /** This plan for a call that is under way: it keeps the senses it has, for nobody grows ears in the middle of a call. */
    CallPlan inPlaceOf(CallPlan former) {
        return new CallPlan(
                instructions,
                firstMessage,
                language,
                manners,
                former.ears().map(ears::orElse),
                former.mouth().map(mouth::orElse),
                mind);
    }

    /** This plan for somebody with other manners. */
    public CallPlan behaving(Manners others) {
        return new CallPlan(instructions, firstMessage, language, others, ears, mouth, mind);
    }

    public boolean textOnly() {
        return mouth.isEmpty();
    }
}
