package antiphon.api;

import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;

/**
 * Reads the JSON object that a door asks for: within {@value #LIMIT_BYTES} bytes, well formed, storable. An empty body
 * is an empty object, so that a missing field is named rather than the missing body.
 */
@Provider
@Consumes({MediaType.APPLICATION_JSON, "application/*+json", MediaType.WILDCARD})
public class JsonBodyReader implements MessageBodyReader<JsonObject> {
    /** Far above any sensible agent; knowledge and sound come through doors of their own. */
    public static final int LIMIT_BYTES = 4 * 1024 * 1024;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == JsonObject.class;
    }

    @Override
    public JsonObject readFrom(
            Class<JsonObject> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        return read(body);
    }

    static JsonObject read(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(LIMIT_BYTES + 1);
        if (bytes.length > LIMIT_BYTES) {
            throw new Refusal.TooLarge(LIMIT_BYTES);
        }
        if (bytes.length == 0) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
        JsonObject object = asObject(parse(bytes));
        StorableJson.check(object);
        return object;
    }

    private static JsonValue parse(byte[] bytes) {
        try (JsonParser parser = Json.createParser(new ByteArrayInputStream(bytes))) {
            parser.next();
            JsonValue value = parser.getValue();
            if (parser.hasNext()) {
                throw malformed();
            }
            return value;
        } catch (RuntimeException | StackOverflowError e) {
            // Parsers tell of endless numbers and depths by whatever exception was at hand, not by JsonException alone.
            throw malformed();
        }
    }

    private static JsonObject asObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        String kind = value instanceof JsonStructure ? "an array" : "a single value";
        throw new Refusal.Invalid(new Problem(
                List.of("body"), "Input should be a valid dictionary, but " + kind + " was sent", "dict_type"));
    }

    private static Refusal.Invalid malformed() {
        return new Refusal.Invalid(new Problem(List.of("body"), "JSON decode error", "json_invalid"));
    }
}
