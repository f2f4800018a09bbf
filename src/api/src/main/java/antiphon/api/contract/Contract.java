package antiphon.api.contract;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** All schemas that documents of agents reach. Immutable; any thread. */
public final class Contract {
    private static final Contract STATED = load();

    private final JsonObject schemas;

    private Contract(JsonObject schemas) {
        this.schemas = schemas;
    }

    public static Contract stated() {
        return STATED;
    }

    private static Contract load() {
        try (InputStream file = Objects.requireNonNull(Contract.class.getResourceAsStream("schemas.json"));
                JsonReader reader = Json.createReader(file)) {
            return new Contract(reader.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything that is wrong with a request's body, at most a hundred things; empty if it may be taken. */
    public List<Problem> problems(String schema, JsonValue body) {
        return Validation.of(this, named(schema), body);
    }

    /** @throws Refusal.Invalid naming everything that is wrong with a request's body */
    public void demand(String schema, JsonValue body) {
        List<Problem> problems = problems(schema, body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    /** The document with every default of the schema filled in; fields which the schema does not know stay. */
    public JsonObject complete(String schema, JsonObject document) {
        return new Completion(this).complete(named(schema), document).asJsonObject();
    }

    /** The names of all schemas. */
    public Set<String> names() {
        return schemas.keySet();
    }

    JsonObject named(String name) {
        JsonObject schema = schemas.getJsonObject(name);
        if (schema == null) {
            throw new IllegalArgumentException("The contract has no schema " + name);
        }
        return schema;
    }

    /** The schema itself, or the one it refers to. */
    JsonObject resolve(JsonObject schema) {
        JsonObject resolved = schema;
        while (resolved.containsKey("$ref")) {
            resolved = named(resolved.getString("$ref"));
        }
        return resolved;
    }
}
