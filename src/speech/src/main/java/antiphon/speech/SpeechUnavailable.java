package antiphon.speech;

/** There is nobody to hear or to speak: no room left, an unknown provider, or a language nobody configured speaks. */
public final class SpeechUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was asked, what is so, and what could be done */
    public SpeechUnavailable(String message) {
        super(message);
    }
}
