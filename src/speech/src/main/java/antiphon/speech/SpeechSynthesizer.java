package antiphon.speech;

import antiphon.audio.AudioFrame;
import java.util.List;

/** Turns text into sound. One synthesizer serves many calls at once. */
public interface SpeechSynthesizer {
    /** The name by which configuration and records know this provider, such as {@code elevenlabs}. */
    String name();

    Capabilities capabilities();

    /** Begins to speak one sentence or clause. Does not block; frames come in order, as soon as there are any. */
    Synthesis speak(Request request, Listener listener);

    /**
     * @param streaming whether the first frames come before the whole sentence is made
     * @param languages the ISO 639-1 codes spoken; empty means any
     */
    record Capabilities(boolean streaming, List<String> languages) {
        public boolean speaks(String language) {
            return languages.isEmpty() || languages.contains(language);
        }
    }

    /** @param language ISO 639-1 */
    record Request(String text, String language, Voice voice) {}

    /**
     * How the agent shall sound. A provider that has no such voice takes its own default.
     *
     * @param id the provider's name of the voice; empty means the provider's default
     * @param model the provider's name of the model; empty means the provider's default
     * @param stability 0 to 1
     * @param similarityBoost 0 to 1
     * @param speed 0.7 to 1.2, 1 being natural
     * @param reading how it reads what is written
     */
    record Voice(String id, String model, double stability, double similarityBoost, double speed, Reading reading) {
        public static final Voice DEFAULT = new Voice("", "", 0.5, 0.8, 1);

        public Voice(String id, String model, double stability, double similarityBoost, double speed) {
            this(id, model, stability, similarityBoost, speed, Reading.DEFAULT);
        }
    }

    /**
     * How a text is read. A provider that knows nothing of the like passes it over.
     *
     * @param haste 0 to 4, how much of its quality may be given up for being quick; negative leaves it to the provider
     * @param spellsOut whether the provider is to turn figures and abbreviations into words
     * @param dictionaries of pronunciations that the provider keeps
     */
    record Reading(int haste, boolean spellsOut, List<Dictionary> dictionaries) {
        public static final Reading DEFAULT = new Reading(-1, false, List.of());
    }

    /** @param version empty means the newest */
    record Dictionary(String id, String version) {}

    /** One sentence on its way to becoming sound. */
    interface Synthesis {
        /** Stops making sound. The listener may still be told of frames already made. May be called from any thread. */
        void cancel();
    }

    /**
     * When a part of the text is heard.
     *
     * @param text a character or a few, as written
     * @param startMillis from the beginning of the sentence's sound
     */
    record Timing(String text, int startMillis, int lengthMillis) {}

    /** Told from any thread, one call at a time; must not block. Ends with {@link #finished} or {@link #failed}. */
    interface Listener {
        void spoke(AudioFrame frame);

        /** What of the text is heard when: the next parts, before the frames in which they are. Not all providers know. */
        default void timed(List<Timing> timings) {}

        void finished();

        void failed(SpeechFailure failure);
    }
}
