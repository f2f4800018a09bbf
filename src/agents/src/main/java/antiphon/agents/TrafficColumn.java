package antiphon.agents;

import antiphon.agents.documents.JsonObjectColumn;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Shares of traffic in their column: a JSON object. */
@Converter(autoApply = true)
public class TrafficColumn implements AttributeConverter<Traffic, String> {
    private final JsonObjectColumn json = new JsonObjectColumn();

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Traffic traffic) {
        return traffic == null ? null : traffic.asJson().toString();
    }

    @Override
    public @Nullable Traffic convertToEntityAttribute(@Nullable String text) {
        var object = json.convertToEntityAttribute(text);
        return object == null ? null : Traffic.read(object);
    }
}
