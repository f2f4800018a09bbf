package antiphon.language;

/** No such model can be used here: its name is unknown, or what it needs (a key, an address) is missing. */
public final class LanguageModelUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param message what was asked, what is so, and what could be done */
    public LanguageModelUnavailable(String message) {
        super(message);
    }
}
