package antiphon.agents;

import antiphon.api.Json;
import jakarta.json.JsonReader;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.io.StringReader;
import org.jspecify.annotations.Nullable;

/** The document in its column: JSON text, members in their order. */
@Converter(autoApply = true)
public class AgentDocumentColumn implements AttributeConverter<AgentDocument, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable AgentDocument document) {
        return document == null ? null : document.json().toString();
    }

    @Override
    public @Nullable AgentDocument convertToEntityAttribute(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new AgentDocument(reader.readObject());
        }
    }
}
