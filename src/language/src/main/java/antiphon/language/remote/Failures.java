package antiphon.language.remote;

import antiphon.language.LanguageFailure;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.anthropic.internal.api.AnthropicStreamingException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an exception of a provider's client means. A provider's own message is never passed on: it may quote the prompt
 * or part of a key; its short code is.
 */
final class Failures {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,60}");
    private static final Set<String> FOR_GOOD =
            Set.of("invalid_request_error", "authentication_error", "permission_error", "not_found_error");

    private Failures() {}

    static LanguageFailure of(String model, Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case HttpException refused -> {
                    return ofStatus(model, refused.statusCode(), code(String.valueOf(refused.getMessage())));
                }
                case AnthropicStreamingException refused -> {
                    String type = String.valueOf(refused.type());
                    return new LanguageFailure(
                            model, "The provider broke off with " + plain(type) + ".", !FOR_GOOD.contains(type));
                }
                case TimeoutException late -> {
                    return new LanguageFailure(model, "The provider did not answer in time.", true);
                }
                case ConnectException unreached -> {
                    return new LanguageFailure(model, "The provider could not be reached.", true);
                }
                case StreamClient.UnreadableChunk unreadable -> {
                    return new LanguageFailure(model, "The provider sent what could not be read.", true);
                }
                case JsonProcessingException unreadable -> {
                    return new LanguageFailure(model, "The provider sent what could not be read.", true);
                }
                case IOException lost -> {
                    if (lost.getCause() == null) {
                        return new LanguageFailure(model, "The connection broke.", true);
                    }
                }
                case IllegalArgumentException wrong -> {
                    return new LanguageFailure(model, "The request could not be made: a part of it is invalid.", false);
                }
                default -> {}
            }
        }
        return new LanguageFailure(
                model, "The answer failed with " + error.getClass().getSimpleName() + ".", true);
    }

    private static LanguageFailure ofStatus(String model, int status, String code) {
        boolean retryable = status == 408 || status == 409 || status == 425 || status == 429 || status >= 500;
        String meaning = switch (status) {
            case 400, 422 -> "The provider rejects the request";
            case 401, 403 -> "The provider refuses the key";
            case 404 -> "The provider knows no such model or address";
            case 408 -> "The provider gave up waiting";
            case 429 -> "The provider limits the rate or the quota is used up";
            default -> status >= 500 ? "The provider is in trouble" : "The provider refuses";
        };
        return new LanguageFailure(
                model, meaning + " (HTTP " + status + (code.isEmpty() ? "" : ", " + code) + ").", retryable);
    }

    /** OpenAI's {@code error.code}, Anthropic's {@code error.type}, Gemini's {@code error.status}. */
    private static String code(String body) {
        try {
            JsonNode root = JSON.readTree(body);
            JsonNode error = (root.isArray() ? root.path(0) : root).path("error");
            for (String field : new String[] {"status", "code", "type"}) {
                if (error.path(field).isTextual()) {
                    return plain(error.path(field).asText());
                }
            }
            return "";
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private static String plain(String code) {
        return CODE.matcher(code).matches() ? code : "an unknown error";
    }
}
