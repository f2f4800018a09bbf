package antiphon.simulation.tools;

import antiphon.api.Json;
import antiphon.call.ToolBox.Answer;
import antiphon.language.ToolUse;
import antiphon.simulation.judging.Judge;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** The arguments with which a tool is used. */
public final class Arguments {
    private Arguments() {}

    /** None where a model wrote no JSON object. */
    public static JsonObject read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        } catch (JsonException malformed) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    /** The answer of the first mock that fits them. */
    static Optional<Answer> answered(List<Mock> mocks, ToolUse use, Judge judge) {
        try {
            return Mock.first(mocks, read(use.argumentsJson()), judge);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of(Answer.failed("The server is being stopped."));
        }
    }
}
