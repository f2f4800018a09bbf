package antiphon.simulation.library;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The kinds of tests. */
public enum TestKind {
    /** What the agent says next. */
    LLM("ResponseUnitTest", "ResponseUnitTestModel"),
    /** Which tool the agent uses next, and with what. */
    TOOL("ToolCallUnitTest", "ToolCallUnitTestModel"),
    /** How a whole conversation goes. */
    SIMULATION("SimulationTest", "SimulationTestModel");

    private final String stem;
    private final String inRuns;

    TestKind(String stem, String inRuns) {
        this.stem = stem;
        this.inRuns = inRuns;
    }

    /** {@code llm}, {@code tool}, {@code simulation}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException if there is none */
    public static TestKind of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /**
     * The kind of the test that was sent; without a type it is one of the first kind.
     *
     * @throws Refusal.Invalid naming every place that the contract does not allow
     */
    static TestKind checked(JsonObject sent, boolean created) {
        TestKind kind = sought(sent).orElseThrow(TestKind::unknown);
        String schema = (created ? "Create" : "Update") + kind.stem + "Request";
        List<Problem> problems = Contract.stated().problems(schema, sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return kind;
    }

    private static Optional<TestKind> sought(JsonObject sent) {
        JsonValue type = sent.getOrDefault("type", Json.createValue(LLM.wireName()));
        return Arrays.stream(values())
                .filter(kind ->
                        type instanceof JsonString word && word.getString().equals(kind.wireName()))
                .findFirst();
    }

    private static Refusal.Invalid unknown() {
        return new Refusal.Invalid(
                new Problem(List.of("body", "type"), "Input should be 'llm', 'tool' or 'simulation'", "literal_error"));
    }

    /** The contract's Get…TestResponseModel, with every default. */
    JsonObject shown(JsonObject test) {
        return Contract.stated().complete("Get" + stem + "ResponseModel", test);
    }

    /** The test as runs tell of it, with every default. */
    public JsonObject shownInRun(JsonObject test) {
        return Contract.stated().complete(inRuns, test);
    }
}
