package antiphon.speech;

/**
 * Something that kept a provider from hearing or speaking.
 *
 * @param provider its name
 * @param attempt what was being attempted, without words spoken, keys or addresses
 * @param reason what came of it, in one sentence fit for a log
 * @param retryable whether the same attempt may succeed a moment later
 */
public record SpeechFailure(String provider, String attempt, String reason, boolean retryable) {}
