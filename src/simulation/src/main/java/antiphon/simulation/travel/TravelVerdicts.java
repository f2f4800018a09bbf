package antiphon.simulation.travel;

import antiphon.api.Json;
import antiphon.conversations.history.Conditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What criteria found of conversations then and now. Reasons are empty where the words of a conversation are deleted. */
@ApplicationScoped
class TravelVerdicts {
    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    /** By conversation, in the order of the criteria's ids. */
    @Transactional(TxType.MANDATORY)
    Map<String, JsonValue> of(String travelId, List<String> conversationIds) {
        Map<String, JsonArrayBuilder> lists = new HashMap<>();
        if (!conversationIds.isEmpty()) {
            Conditions conditions =
                    new Conditions().and("time_travel_id = ?", travelId).and("conversation_id in (?)", conversationIds);
            String sql = "select conversation_id, criterion_id, recorded, recorded_why, recorded_score, replayed,"
                    + " replayed_why, replayed_score from time_travel_verdict where " + conditions
                    + " order by conversation_id, criterion_id";
            for (Object row : conditions.query(entities, sql).getResultList()) {
                Object[] columns = (Object[]) row;
                lists.computeIfAbsent((String) columns[0], id -> Json.createArrayBuilder())
                        .add(Json.createObjectBuilder()
                                .add("criteria_id", (String) columns[1])
                                .add("recorded", side(columns, 2))
                                .add("replayed", side(columns, 5)));
            }
        }
        Map<String, JsonValue> built = new HashMap<>();
        lists.forEach((id, list) -> built.put(id, list.build()));
        return built;
    }

    private static JsonObjectBuilder side(Object[] columns, int from) {
        return Json.createObjectBuilder()
                .add("result", (String) columns[from])
                .add("rationale", (String) columns[from + 1])
                .add("score", score(columns[from + 2]));
    }

    private static JsonValue score(@Nullable Object score) {
        return score == null ? JsonValue.NULL : Json.createValue(((Number) score).intValue());
    }
}
