package antiphon.simulation.judging;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Locale;

/**
 * What somebody makes of something.
 *
 * @param rationale why, in a sentence or two
 * @param score from 0 up, where one was asked for; -1 where none is known
 */
public record Verdict(Result result, String rationale, int score) {
    public Verdict(Result result, String rationale) {
        this(result, rationale, -1);
    }

    public enum Result {
        SUCCESS,
        FAILURE,
        UNKNOWN;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Verdict success(String rationale) {
        return new Verdict(Result.SUCCESS, rationale);
    }

    public static Verdict failure(String rationale) {
        return new Verdict(Result.FAILURE, rationale);
    }

    public static Verdict unknown(String rationale) {
        return new Verdict(Result.UNKNOWN, rationale);
    }

    public boolean isSuccess() {
        return result == Result.SUCCESS;
    }

    /** One verdict of several: a success if all are, a failure if one is. */
    public static Verdict all(List<Verdict> verdicts) {
        if (verdicts.size() == 1) {
            return verdicts.getFirst();
        }
        Result worst = verdicts.stream().anyMatch(each -> each.result == Result.FAILURE)
                ? Result.FAILURE
                : verdicts.stream().allMatch(Verdict::isSuccess) ? Result.SUCCESS : Result.UNKNOWN;
        return new Verdict(
                worst,
                String.join("\n", verdicts.stream().map(Verdict::rationale).toList()));
    }

    /** The contract's TestConditionResultCommonModel. */
    public JsonObject asCondition() {
        return Json.createObjectBuilder()
                .add("result", result.wireName())
                .add(
                        "rationale",
                        Json.createObjectBuilder()
                                .add("messages", Json.createArrayBuilder(List.of(rationale.split("\n"))))
                                .add("summary", rationale.split("\n", 2)[0]))
                .build();
    }
}
