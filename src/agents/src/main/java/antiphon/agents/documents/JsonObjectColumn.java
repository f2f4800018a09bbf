package antiphon.agents.documents;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** A JSON object in its column: text, members in the order in which they were sent. */
@Converter
public class JsonObjectColumn implements AttributeConverter<JsonObject, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable JsonObject object) {
        return object == null ? null : object.toString();
    }

    @Override
    public @Nullable JsonObject convertToEntityAttribute(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
