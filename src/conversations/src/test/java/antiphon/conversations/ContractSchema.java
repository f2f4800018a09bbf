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
    private static final String REALTIME = "/contract/realtime-agent-asyncapi.json";

    private final JsonObject types;
    private final String prefix;

    private ContractSchema(JsonObject types, String prefix) {
        this.types = types;
        this.prefix = prefix;
    }

    private static JsonObject read(String resource) {
        try (InputStream stream = Objects.requireNonNull(ContractSchema.class.getResourceAsStream(resource));
                var reader = Json.createReader(stream)) {
            return reader.readObject();
        } catch (java.io.IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** The events of the conversation socket. */
    public static ContractSchema events() {
        return new ContractSchema(read(REALTIME).getJsonObject("components").getJsonObject("schemas"), "");
    }

    /** The schemas of all messages of one side of the conversation socket: what agents or what clients say. */
    public static List<String> payloads(boolean ofAgents) {
        JsonObject document = read(REALTIME);
        JsonObject messages = document.getJsonObject("components").getJsonObject("messages");
        return document
                .getJsonObject("channels")
                .getJsonObject("AgentMessages")
                .getJsonObject(ofAgents ? "publish" : "subscribe")
                .getJsonObject("message")
                .getJsonArray("oneOf")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(reference -> messages.getJsonObject(last(reference)))
                .map(message -> last(message.getJsonObject("payload")))
                .toList();
    }

    private static String last(JsonObject reference) {
        String path = reference.getString("$ref");
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** A value that the schema allows: with nothing but what is required, or with everything that may be there. */
    public JsonValue sample(String type, boolean whole) {
        return sample(types.getJsonObject(type), whole);
    }

    private JsonValue sample(JsonObject schema, boolean whole) {
        if (schema.containsKey("$ref")) {
            return sample(last(schema), whole);
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getFirst();
        }
        for (String choice : List.of("oneOf", "anyOf")) {
            if (schema.containsKey(choice)) {
                return sample(schema.getJsonArray(choice).getJsonObject(0), whole);
            }
        }
        return switch (schema.getString("type", "object")) {
            case "string" -> Json.createValue("AAAA");
            case "integer" -> Json.createValue(1);
            case "number" -> Json.createValue(0.75);
            case "boolean" -> JsonValue.TRUE;
            case "array" ->
                Json.createArrayBuilder()
                        .add(sample(schema.getJsonObject("items"), whole))
                        .build();
            default -> object(schema, whole);
        };
    }

    private JsonObject object(JsonObject schema, boolean whole) {
        JsonArray required =
                schema.containsKey("required") ? schema.getJsonArray("required") : JsonValue.EMPTY_JSON_ARRAY;
        JsonObjectBuilder object = Json.createObjectBuilder();
        schema.getOrDefault("properties", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject()
                .forEach((name, member) -> {
                    if (whole || required.contains(Json.createValue(name))) {
                        object.add(name, sample(member.asJsonObject(), whole));
                    }
                });
        return object.build();
    }

    /** What the JavaScript SDK insists on when it reads an answer; its references are bare names. */
    public static ContractSchema wire() {
        return new ContractSchema(read("/contract/conversation-wire.json"), "#/components/schemas/");
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
