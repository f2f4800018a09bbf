package antiphon.agents.knowledge;

import antiphon.api.Json;
import antiphon.api.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** One answer for each of many: what came of it, or why nothing did, in the contract's shapes. */
public final class BatchAnswers {
    private BatchAnswers() {}

    public static <T> JsonObject of(Collection<T> each, Function<T, String> id, Function<T, JsonValue> act) {
        Map<String, JsonObject> answers = new LinkedHashMap<>();
        for (T one : each) {
            try {
                answers.put(
                        id.apply(one),
                        Json.createObjectBuilder()
                                .add("status", "success")
                                .add("data", act.apply(one))
                                .build());
            } catch (Refusal refusal) {
                answers.put(
                        id.apply(one),
                        Json.createObjectBuilder()
                                .add("status", "failure")
                                .add("error_code", refusal.httpStatus())
                                .add("error_status", refusal.status())
                                .add("error_message", refusal.message())
                                .build());
            }
        }
        JsonObjectBuilder all = Json.createObjectBuilder();
        answers.forEach(all::add);
        return all.build();
    }
}
