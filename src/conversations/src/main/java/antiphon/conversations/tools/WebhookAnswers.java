package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig.WebhookTool;
import antiphon.agents.config.WebhookRequest.ResponseFilter;
import antiphon.agents.outgoing.OutgoingFailure;
import antiphon.agents.outgoing.OutgoingResponse;
import antiphon.api.Json;
import antiphon.call.ToolBox.Answer;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What the model is told of the answers of one webhook. */
record WebhookAnswers(WebhookTool tool, Assignments assignments, ToolLedger ledger) {
    private static final int LONGEST = 100_000;
    private static final int LONGEST_OF_AN_ERROR = 2_000;

    Answer of(ToolUse use, OutgoingResponse response) {
        if (!response.successful()) {
            ledger.failed(use.id(), WebhookCallTool.TYPE, "http_error");
            return Answer.failed(failure(meaning(response.status()), cut(response.text(), LONGEST_OF_AN_ERROR)));
        }
        Optional<JsonValue> json = JsonText.parse(response.text());
        JsonValue shown = json.map(value -> assignments.take(use, WebhookCallTool.TYPE, tool.assignments(), value))
                .orElse(JsonValue.NULL);
        return Answer.of(cut(json.isPresent() ? filtered(shown, tool.request().filter()) : words(response), LONGEST));
    }

    Answer of(ToolUse use, OutgoingFailure failure) {
        ledger.failed(use.id(), WebhookCallTool.TYPE, failure.kind().name().toLowerCase(Locale.ROOT));
        return Answer.failed(failure(String.valueOf(failure.getMessage()), ""));
    }

    private static String filtered(JsonValue result, ResponseFilter filter) {
        return switch (filter.mode()) {
            case "hide_all" -> "The tool was used successfully.";
            case "allow" -> allowed(result, filter).toString();
            default -> JsonText.words(result);
        };
    }

    private static JsonValue allowed(JsonValue result, ResponseFilter filter) {
        JsonObject kept = JsonValue.EMPTY_JSON_OBJECT;
        for (String path : filter.allowed()) {
            Optional<JsonValue> one = JsonPath.parse(path).onlyIn(result);
            if (one.isPresent() && one.get() instanceof JsonObject part) {
                kept = Json.createMergePatch(part).apply(kept).asJsonObject();
            }
        }
        return kept;
    }

    private String words(OutgoingResponse response) {
        return tool.request().filter().mode().equals("hide_all")
                        || response.text().isBlank()
                ? "The tool was used successfully."
                : response.text();
    }

    private String failure(String what, String body) {
        return switch (tool.conduct().errors()) {
            case "hide" -> "The tool failed.";
            case "summarized" -> what;
            default -> body.isBlank() ? what : what + " It said: " + body;
        };
    }

    private static String meaning(int status) {
        String meaning = switch (status) {
            case 401, 403 -> "The server did not accept the tool's credentials";
            case 404, 410 -> "The server found nothing there";
            case 408, 504 -> "The server took too long";
            case 429 -> "The server is too busy for more requests";
            default -> {
                if (status < 400) {
                    yield "The server points to another address, to which this tool does not go";
                }
                yield status < 500 ? "The server rejected the request" : "The server failed";
            }
        };
        return meaning + " (status " + status + ").";
    }

    private static String cut(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) + " …" : text;
    }
}
