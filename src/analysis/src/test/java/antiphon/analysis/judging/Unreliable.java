package antiphon.analysis.judging;

import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/** A model that fails or answers garbage as often as a test wants, and otherwise fills in whatever form it is given. */
public final class Unreliable implements LanguageModel {
    private final double share;
    private final RandomGenerator random;
    final AtomicInteger asked = new AtomicInteger();

    /** @param share of its answers that are none, 0 to 1 */
    public Unreliable(double share, RandomGenerator random) {
        this.share = share;
        this.random = random;
    }

    /** Who asks it, and again at once. */
    Analyst analyst() {
        return new ThinkingAnalyst(this, Duration.ZERO);
    }

    @Override
    public String name() {
        return "unreliable";
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        asked.incrementAndGet();
        double drawn = random.nextDouble();
        if (drawn < share / 2) {
            listener.failed(new LanguageFailure(name(), "It is away.", true));
        } else {
            String form = prompt.tools().getFirst().parametersJson();
            String answer =
                    drawn < share ? "{\"summary\":\"{{{" : filled(read(form)).toString();
            listener.wantsTool(new ToolUse("use_1", AnswerForm.TOOL, answer));
            listener.finished(new Usage(100, 10));
        }
        return () -> {};
    }

    private static JsonObject read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static JsonValue filled(JsonObject schema) {
        if (schema.get("enum") instanceof JsonArray choices) {
            return choices.getFirst();
        }
        return switch (schema.getString("type")) {
            case "object" -> {
                JsonObjectBuilder object = Json.createObjectBuilder();
                schema.getJsonObject("properties")
                        .forEach((name, property) -> object.add(name, filled(property.asJsonObject())));
                yield object.build();
            }
            case "boolean" -> JsonValue.TRUE;
            case "integer", "number" -> Json.createValue(7);
            default -> Json.createValue("Said.");
        };
    }
}
