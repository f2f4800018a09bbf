package antiphon.speech;

import antiphon.audio.AudioFrame;
import java.util.List;

/** Turns sound into words. One recognizer serves many calls at once; each call opens a {@link Recognition} of its own. */
public interface SpeechRecognizer {
    /** The name by which configuration and records know this provider, such as {@code deepgram}. */
    String name();

    Capabilities capabilities();

    /**
     * Opens an ear on one call. Does not block on a network: a connection that cannot be made is told to the listener.
     *
     * @throws SpeechUnavailable when there is no room for another call, or the language is not spoken here
     */
    Recognition open(Request request, Listener listener);

    /**
     * @param interimWords whether words come while the caller still speaks, and not only when settled
     * @param languages the ISO 639-1 codes understood; empty means any
     */
    record Capabilities(boolean interimWords, List<String> languages) {
        public boolean understands(String language) {
            return languages.isEmpty() || languages.contains(language);
        }
    }

    /**
     * What a recognizer is told before it hears anything.
     *
     * @param language ISO 639-1
     * @param keywords words of the agent's configuration that deserve preference
     * @param subject sentences about what the call is about (first message, instructions, tool descriptions), from
     *     which a recognizer may learn which words to expect
     * @param telephone whether the sound has passed an 8 kHz telephone line (300 to 3400 Hz), though its frames are 16 kHz
     */
    record Request(String language, List<String> keywords, List<String> subject, boolean telephone) {}

    /** One open ear. Used by the call's thread alone; no method blocks. */
    interface Recognition extends AutoCloseable {
        /** @param voice whether the call's own voice activity detector takes this frame for speech */
        void hear(AudioFrame frame, boolean voice);

        /**
         * The caller has paused: say what was heard so far. Answered by exactly one settled {@link Words}, whose text
         * is empty when nothing was understood, or by a failure.
         */
        void settle();

        @Override
        void close();
    }

    /** Told from any thread; must not block. */
    interface Listener {
        void heard(Words words);

        void failed(SpeechFailure failure);
    }

    /**
     * @param text as spoken since the last settled words; an interim text replaces the interim text before it
     * @param settled whether the recognizer will not change its mind about this text
     * @param confidence 0 to 1; 1 when the provider gives none
     */
    record Words(String text, boolean settled, double confidence) {
        public static Words settled(String text) {
            return new Words(text, true, 1);
        }

        public static Words interim(String text) {
            return new Words(text, false, 1);
        }
    }
}
