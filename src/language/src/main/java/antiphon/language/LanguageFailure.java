package antiphon.language;

/**
 * Something that kept a model from answering.
 *
 * @param model its name
 * @param reason what came of the attempt, in one sentence fit for a log: no prompt, no words, no key
 * @param retryable whether the same attempt may succeed a moment later
 */
public record LanguageFailure(String model, String reason, boolean retryable) {}
