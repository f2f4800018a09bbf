package antiphon.speech;

/** Judges from the words alone whether a caller who has paused is done, or only thinking. Any thread. */
public interface EndOfTurnModel {
    /**
     * @param words what the caller has said in this turn so far
     * @param language ISO 639-1
     * @return the likelihood, 0 to 1, that the turn is over
     */
    double turnIsOver(String words, String language);
}
