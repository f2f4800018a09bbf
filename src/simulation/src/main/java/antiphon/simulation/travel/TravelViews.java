package antiphon.simulation.travel;

import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.conversations.history.Conditions;
import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.Conversations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What came of each conversation of a time travel, and of each turn: as it was recorded, and as it would be now. */
@ApplicationScoped
class TravelViews {
    private static final int MOST = 100;
    private static final int USUAL = 30;
    private static final String CONVERSATIONS = "time_travel.conversations";
    private static final String TURNS = "time_travel.turns";
    private static final Set<String> STATES = Set.of("pending", "done", "failed", "skipped", "cancelled");

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    TimeTravels travels;

    @Inject
    Conversations conversations;

    @Inject
    TravelVerdicts verdicts;

    /**
     * Conversations in the order of their ids, by {@code state} if one is given.
     *
     * @throws antiphon.api.Refusal.NotFound when there is no such time travel
     */
    @Transactional
    Page<JsonObject> conversations(String travelId, Query query) {
        travels.demand(travelId);
        int size = query.number("page_size", USUAL, 1, MOST);
        Conditions conditions = new Conditions().and("time_travel_id = ?", travelId);
        query.oneOf("state", STATES).ifPresent(state -> conditions.and("state = ?", state));
        Cursor.from(query, CONVERSATIONS, 1)
                .ifPresent(cursor ->
                        conditions.and("conversation_id > ?", cursor.key().getFirst()));
        String sql =
                "select conversation_id, state, turns, turns_changed, cut_short, problem from time_travel_item where "
                        + conditions + " order by conversation_id" + conditions.numbered(" limit ?", size + 1);
        Page<Object[]> page =
                Page.cut(rows(conditions, sql), size, last -> new Cursor(CONVERSATIONS, List.of((String) last[0])));
        Map<String, JsonValue> found = verdicts.of(
                travelId, page.items().stream().map(row -> (String) row[0]).toList());
        return page.map(row -> Json.createObjectBuilder()
                .add("conversation_id", (String) row[0])
                .add("state", (String) row[1])
                .add("turns", number(row[2]))
                .add("turns_changed", number(row[3]))
                .add("cut_short", text(row[4]))
                .add("problem", text(row[5]))
                .add("criteria", found.getOrDefault((String) row[0], JsonValue.EMPTY_JSON_ARRAY))
                .build());
    }

    /**
     * Turns side by side, in the order of conversations: those that {@code changed}, in {@code words} or {@code tools} or
     * either ({@code any}, if nothing else is asked for), or {@code all}.
     *
     * @throws antiphon.api.Refusal.NotFound when there is no such time travel
     */
    @Transactional
    Page<JsonObject> turns(String travelId, Query query) {
        travels.demand(travelId);
        int size = query.number("page_size", USUAL, 1, MOST);
        Conditions conditions = new Conditions().and("time_travel_id = ?", travelId);
        conditions.and(
                switch (query.oneOf("changed", Set.of("any", "words", "tools", "all"))
                        .orElse("any")) {
                    case "words" -> "words_changed";
                    case "tools" -> "tools_changed";
                    case "all" -> "true";
                    default -> "(words_changed or tools_changed)";
                });
        query.text("conversation_id").ifPresent(id -> conditions.and("conversation_id = ?", id));
        Cursor.from(query, TURNS, 2)
                .ifPresent(cursor -> conditions.and(
                        "(conversation_id, number) > (?, ?)", cursor.key().getFirst(), turnNumber(cursor)));
        String sql = "select conversation_id, number, position, last_position, words_changed, tools_changed, replayed"
                + " from time_travel_turn where " + conditions + " order by conversation_id, number"
                + conditions.numbered(" limit ?", size + 1);
        Page<Object[]> page = Page.cut(
                rows(conditions, sql),
                size,
                last -> new Cursor(TURNS, List.of((String) last[0], String.valueOf(last[1]))));
        Map<String, List<ConversationTurn>> recorded = new HashMap<>();
        return page.map(row -> turn(row, recorded.computeIfAbsent((String) row[0], conversations::turns)));
    }

    private static JsonObject turn(Object[] row, List<ConversationTurn> transcript) {
        int from = number(row[2]);
        int to = number(row[3]);
        Exchange exchange = new Exchange(
                number(row[1]),
                transcript.stream()
                        .filter(turn -> turn.position() >= from && turn.position() <= to)
                        .toList());
        JsonObject kept = read((String) row[6]);
        JsonObjectBuilder replayed = Json.createObjectBuilder(kept).remove("not_recorded_tools");
        return Json.createObjectBuilder()
                .add("conversation_id", (String) row[0])
                .add("turn", exchange.number())
                .add("words_changed", (Boolean) row[4])
                .add("tools_changed", (Boolean) row[5])
                .add("caller", Entries.words(exchange.caller()))
                .add("recorded", ReplayedTurn.shown(exchange.agent()))
                .add("replayed", replayed)
                .add("not_recorded_tools", kept.getJsonArray("not_recorded_tools"))
                .build();
    }

    private static JsonObject read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readObject();
        }
    }

    private static int turnNumber(Cursor cursor) {
        try {
            return Integer.parseInt(cursor.key().getLast());
        } catch (NumberFormatException made) {
            throw Cursor.refusal();
        }
    }

    private List<Object[]> rows(Conditions conditions, String sql) {
        List<?> rows = conditions.query(entities, sql).getResultList();
        return rows.stream().map(Object[].class::cast).toList();
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }

    private static JsonValue text(@Nullable Object value) {
        return Optional.ofNullable(value)
                .<JsonValue>map(words -> Json.createValue((String) words))
                .orElse(JsonValue.NULL);
    }
}
