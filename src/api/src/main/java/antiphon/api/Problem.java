package antiphon.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that is wrong with what was sent, in the shape of the contract's validation errors.
 *
 * @param path from the outermost place inwards: {@code body}, {@code query} or {@code path} first, then names
 *     (String) and positions (Integer)
 * @param type a short fixed word for programs, such as {@code missing}
 */
public record Problem(List<Object> path, String message, String type) {
    public Problem {
        path = List.copyOf(path);
    }

    /** A problem at a path written with dots: {@code "body.conversation_config.agent"}. */
    public static Problem at(String dottedPath, String message, String type) {
        return new Problem(new ArrayList<>(List.of(dottedPath.split("\\."))), message, type);
    }

    JsonObject asJson() {
        JsonArrayBuilder loc = Json.createArrayBuilder();
        for (Object step : path) {
            if (step instanceof Integer position) {
                loc.add(position);
            } else {
                loc.add(step.toString());
            }
        }
        return Json.createObjectBuilder()
                .add("loc", loc)
                .add("msg", message)
                .add("type", type)
                .build();
    }

    @Override
    public String toString() {
        return path + " " + type + ": " + message;
    }
}
