package antiphon.analysis.judging;

import antiphon.analysis.judging.Answers.Found;
import antiphon.analysis.judging.Verdict.Result;
import antiphon.api.Json;
import antiphon.api.StorableJson;
import antiphon.language.ToolUse;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form that a model fills in, as a JSON Schema, and what its answers mean. Criteria and values are numbered in it: their
 * ids may hold what schemas do not allow.
 */
record AnswerForm(Questions questions) {
    static final String TOOL = "keep_analysis";
    private static final String SUMMARY = "summary";
    private static final String TITLE = "title";
    private static final String SUCCESS = "call_successful";
    private static final List<String> RESULTS =
            Stream.of(Result.values()).map(Result::wireName).toList();

    JsonObject schema() {
        JsonObjectBuilder members = Json.createObjectBuilder();
        JsonArrayBuilder required = Json.createArrayBuilder();
        for (int i = 0; i < questions.criteria().size(); i++) {
            members.add(criterion(i), criterionSchema(questions.criteria().get(i)));
            required.add(criterion(i));
        }
        for (int i = 0; i < questions.points().size(); i++) {
            members.add(point(i), pointSchema(questions.points().get(i)));
            required.add(point(i));
        }
        members.add(SUCCESS, choice("Whether the user got what he called for", RESULTS));
        members.add(SUMMARY, text("What was said, in at most three plain sentences"));
        members.add(TITLE, text("What it was about, in at most six words"));
        required.add(SUCCESS).add(SUMMARY).add(TITLE);
        return object(members, required);
    }

    private static String criterion(int index) {
        return "criterion_" + (index + 1);
    }

    private static String point(int index) {
        return "value_" + (index + 1);
    }

    private static JsonObject criterionSchema(Criterion criterion) {
        JsonObjectBuilder members = Json.createObjectBuilder()
                .add("result", choice("Whether this was met: " + criterion.question(), RESULTS))
                .add("rationale", text("Why, in one or two sentences"));
        JsonArrayBuilder required = Json.createArrayBuilder().add("result").add("rationale");
        if (criterion.maxScore() > 0) {
            members.add(
                    "score",
                    Json.createObjectBuilder()
                            .add("type", "integer")
                            .add("description", "From 0 to " + criterion.maxScore()));
            required.add("score");
        }
        return object(members, required);
    }

    private static JsonObject pointSchema(DataPoint point) {
        String what = point.id() + ": " + point.description();
        JsonObject value = point.choices().isEmpty()
                ? Json.createObjectBuilder()
                        .add("type", point.type())
                        .add("description", what)
                        .build()
                : choice(what, point.choices());
        return object(
                Json.createObjectBuilder()
                        .add("value", value)
                        .add("rationale", text("Where the conversation tells it, or that it does not")),
                Json.createArrayBuilder().add("rationale"));
    }

    private static JsonObject object(JsonObjectBuilder members, JsonArrayBuilder required) {
        return Json.createObjectBuilder()
                .add("type", "object")
                .add("properties", members)
                .add("required", required)
                .build();
    }

    private static JsonObject text(String description) {
        return Json.createObjectBuilder()
                .add("type", "string")
                .add("description", description)
                .build();
    }

    private static JsonObject choice(String description, List<String> choices) {
        return Json.createObjectBuilder(text(description))
                .add("enum", Json.createArrayBuilder(choices))
                .build();
    }

    /** The form as it was filled in; nothing where that is not what came. */
    Optional<JsonObject> understood(Attempt.Whole whole) {
        Stream<String> used =
                whole.uses().stream().filter(use -> use.tool().equals(TOOL)).map(ToolUse::argumentsJson);
        return Stream.concat(used, Stream.of(braces(whole.text())))
                .flatMap(json -> parsed(json).stream())
                .filter(this::isFilled)
                .findFirst();
    }

    private static String braces(String text) {
        int from = text.indexOf('{');
        int to = text.lastIndexOf('}');
        return from < 0 || to < from ? "" : text.substring(from, to + 1);
    }

    private static Optional<JsonObject> parsed(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return Optional.of(StorableJson.cleaned(reader.readObject()));
        } catch (JsonException | IllegalStateException unreadable) {
            return Optional.empty();
        }
    }

    private boolean isFilled(JsonObject filled) {
        boolean judged = true;
        for (int i = 0; i < questions.criteria().size(); i++) {
            judged &= result(filled.get(criterion(i))).isPresent();
        }
        return judged && filled.get(SUMMARY) instanceof JsonString;
    }

    private static Optional<Result> result(@Nullable JsonValue answer) {
        return answer instanceof JsonObject object && object.get("result") instanceof JsonString word
                ? Result.of(word.getString())
                : Optional.empty();
    }

    Answers read(JsonObject filled, String analyst, long inputTokens, long outputTokens) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        for (int i = 0; i < questions.criteria().size(); i++) {
            JsonObject answer = filled.getJsonObject(criterion(i));
            int score = answer.get("score") instanceof JsonNumber number ? Math.max(0, number.intValue()) : -1;
            verdicts.put(
                    questions.criteria().get(i).id(),
                    new Verdict(result(answer).orElseThrow(), string(answer, "rationale"), score));
        }
        Map<String, Found> values = new LinkedHashMap<>();
        for (int i = 0; i < questions.points().size(); i++) {
            if (filled.get(point(i)) instanceof JsonObject answer) {
                values.put(
                        questions.points().get(i).id(),
                        new Found(answer.getOrDefault("value", JsonValue.NULL), string(answer, "rationale")));
            }
        }
        return new Answers(
                verdicts,
                values,
                Result.of(string(filled, SUCCESS)).orElse(Result.UNKNOWN),
                string(filled, SUMMARY),
                Optional.of(string(filled, TITLE)).filter(title -> !title.isBlank()),
                analyst,
                Optional.empty(),
                inputTokens,
                outputTokens);
    }

    private static String string(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? text.getString() : "";
    }
}
