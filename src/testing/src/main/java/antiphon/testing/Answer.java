package antiphon.testing;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jboss.resteasy.mock.MockHttpResponse;

/** What came back through a door. */
public record Answer(MockHttpResponse response) {
    public int status() {
        return response.getStatus();
    }

    public byte[] bytes() {
        return response.getOutput();
    }

    public String body() {
        return new String(response.getOutput(), StandardCharsets.UTF_8);
    }

    /** The first of this name; {@code null} in letters where there is none. */
    public String header(String name) {
        return String.valueOf(response.getOutputHeaders().getFirst(name));
    }

    public JsonObject json() {
        return value().asJsonObject();
    }

    public JsonValue value() {
        try (JsonReader reader = Json.createReader(new StringReader(body()))) {
            return reader.readValue();
        }
    }

    /** The answer, which has to be that of something done. */
    public JsonObject fine() {
        if (status() != 200) {
            throw new AssertionError(this);
        }
        return json();
    }

    /** Where the request was refused as invalid, in order: {@code [["body","name"]]}. */
    public String locs() {
        if (status() != 422) {
            throw new AssertionError(this);
        }
        return json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                .map(problem -> problem.getJsonArray("loc").toString())
                .toList()
                .toString();
    }

    /** Where a body was refused, and why: a line each. */
    public List<String> refusals() {
        return json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                .map(detail -> detail.get("loc") + " " + detail.getString("type"))
                .toList();
    }

    /** {@code 404 agent_not_found} */
    public String problem() {
        return status() + " " + json().getJsonObject("detail").getString("status");
    }

    @Override
    public String toString() {
        return status() + " " + body();
    }
}
