package antiphon.simulation.tools;

import antiphon.call.ToolBox.Answer;
import antiphon.simulation.judging.Judge;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;

/** An answer in a tool's place, if it is used with certain arguments; the contract's ToolResponseMockConfig. */
record Mock(List<Expectation> conditions, String result, boolean error) {

    static List<Mock> read(JsonArray mocks) {
        return mocks.getValuesAs(JsonObject.class).stream().map(Mock::read).toList();
    }

    private static Mock read(JsonObject mock) {
        JsonArray conditions =
                mock.get("parameter_conditions") instanceof JsonArray given ? given : JsonValue.EMPTY_JSON_ARRAY;
        return new Mock(
                Expectation.read(conditions), mock.getString("mock_result"), mock.getBoolean("is_error", false));
    }

    /** The answer of the first whose conditions are met. */
    static Optional<Answer> first(List<Mock> mocks, JsonObject arguments, Judge judge) throws InterruptedException {
        for (Mock mock : mocks) {
            if (Expectation.all(mock.conditions, arguments, judge).isSuccess()) {
                return Optional.of(mock.error ? Answer.failed(mock.result) : Answer.of(mock.result));
            }
        }
        return Optional.empty();
    }
}
