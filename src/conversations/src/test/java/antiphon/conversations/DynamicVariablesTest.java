package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DynamicVariablesTest {
    private static final JsonObject CLIENT = Json.createObjectBuilder()
            .add("name", "Ada $1")
            .add("visits", 3)
            .add("member", true)
            .add("secret__token", "t")
            .add("system__agent_id", "somebody else's")
            .build();

    private final DynamicVariables variables = new DynamicVariables(
            Map.of("agent_id", "agent_1"),
            CLIENT,
            Map.of("city", Json.createValue("Bonn"), "name", Json.createValue("you")));

    @Test
    void placeholders_take_their_values() {
        assertEquals(
                "Hello Ada $1 of Bonn, visit 3, true, at agent_1.",
                variables.fill("Hello {{name}} of {{ city }}, visit {{visits}}, {{member}}, at {{system__agent_id}}."));
    }

    @Test
    void what_nobody_gave_is_named_and_secrets_are_for_headers_only() {
        assertEquals(
                Set.of("secret__token", "weather"),
                variables.missing("{{weather}} {{name}}", "{{secret__token}} {not one} {{ }}"));
        assertEquals("t", variables.value("secret__token"));
        assertEquals("{{weather}}", variables.fill("{{weather}}"));
    }
}
