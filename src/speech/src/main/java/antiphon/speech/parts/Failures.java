package antiphon.speech.parts;

import antiphon.speech.SpeechFailure;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/** Tells what went wrong outside in words fit for a log: never a key, an address, or what the other side wrote. */
public final class Failures {
    private Failures() {}

    public static SpeechFailure answered(String provider, String attempt, int status) {
        return switch (status) {
            case 401, 403 ->
                lasting(provider, attempt, "It answered HTTP " + status + ": the key is wrong or may not do this.");
            case 402 -> lasting(provider, attempt, "It answered HTTP 402: the account has no credit left.");
            case 404 -> lasting(provider, attempt, "It answered HTTP 404: it knows no such model, voice or address.");
            case 408, 425, 429 ->
                passing(provider, attempt, "It answered HTTP " + status + ": it has no room just now.");
            default -> new SpeechFailure(provider, attempt, "It answered HTTP " + status + ".", status >= 500);
        };
    }

    public static SpeechFailure thrown(String provider, String attempt, Throwable cause) {
        return switch (cause) {
            case CompletionException wrapped
            when wrapped.getCause() != null -> thrown(provider, attempt, wrapped.getCause());
            case ExecutionException wrapped
            when wrapped.getCause() != null -> thrown(provider, attempt, wrapped.getCause());
            case WebSocketHandshakeException refused ->
                answered(provider, attempt, refused.getResponse().statusCode());
            case HttpTimeoutException late -> late(provider, attempt);
            case TimeoutException late -> late(provider, attempt);
            case IOException broken -> passing(provider, attempt, "The connection could not be made, or broke.");
            default ->
                lasting(provider, attempt, "Unexpected: " + cause.getClass().getSimpleName() + ".");
        };
    }

    public static SpeechFailure late(String provider, String attempt) {
        return passing(provider, attempt, "It did not answer within the time allowed.");
    }

    /** Something that may go away by itself. */
    public static SpeechFailure passing(String provider, String attempt, String reason) {
        return new SpeechFailure(provider, attempt, reason, true);
    }

    /** Something that stays until somebody changes the configuration. */
    public static SpeechFailure lasting(String provider, String attempt, String reason) {
        return new SpeechFailure(provider, attempt, reason, false);
    }
}
