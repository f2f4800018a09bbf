package antiphon.conversations;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;

/** The recorded contract, by which what the server says is measured. */
public final class ContractSchema {
    private final JsonObject types;
    private final String prefix;

    private ContractSchema(String resource, String prefix) {
        this.prefix = prefix;
        try (InputStream stream = Objects.requireNonNull(ContractSchema.class.getResourceAsStream(resource));
                var reader = Json.createReader(stream)) {
            types = reader.readObject();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** The events of the conversation socket. */
    public static ContractSchema events() {
        return new ContractSchema("/contract/realtime-events.json", "");
    }

    /** What the JavaScript SDK insists on when it reads an answer; its references are bare names. */
    public static ContractSchema wire() {
        return new ContractSchema("/contract/conversation-wire.json", "#/components/schemas/");
    }

    public boolean knows(String type) {
        return types.containsKey(type);
    }

    /** What is wrong with a value; nothing, if it is as the contract says. */
    public List<String> problems(String type, JsonValue value) {
        JsonObject document = Json.createObjectBuilder()
                .add("$ref", "#/components/schemas/" + type)
                .add("components", Json.createObjectBuilder().add("schemas", plain(types)))
                .build();
        JsonSchema schema =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(document.toString());
        return schema.validate(value.toString(), InputFormat.JSON).stream()
                .map(ValidationMessage::getMessage)
                .toList();
    }

    private JsonValue plain(JsonValue value) {
        if (value instanceof JsonArray list) {
            JsonArrayBuilder plain = Json.createArrayBuilder();
            list.forEach(each -> plain.add(plain(each)));
            return plain.build();
        }
        if (!(value instanceof JsonObject object)) {
            return value;
        }
        JsonObjectBuilder plain = Json.createObjectBuilder();
        object.forEach((name, member) -> {
            if (name.equals("$ref")) {
                plain.add(name, prefix + ((jakarta.json.JsonString) member).getString());
            } else if (!name.equals("nullable")) {
                plain.add(name, plain(member));
            }
        });
        JsonObject built = plain.build();
        if (object.get("nullable") == JsonValue.TRUE) {
            return Json.createObjectBuilder()
                    .add(
                            "anyOf",
                            Json.createArrayBuilder()
                                    .add(built)
                                    .add(Json.createObjectBuilder().add("type", "null")))
                    .build();
        }
        return built;
    }
}
