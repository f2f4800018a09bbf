package antiphon.simulation.travel;

import antiphon.api.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conversations of a time travel, and what came of all of them together. One that is deleted is forgotten here, too. */
@ApplicationScoped
class TravelItems {
    private static final List<String> STATES = List.of("pending", "done", "failed", "skipped", "cancelled");
    private static final int MOST_PROBLEMS = 50;

    /** Columns of {@link #states}, from which on there are sums of tokens and prices. */
    private static final int COSTS = 4;

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    /** Those of these that there are. */
    @Transactional(TxType.MANDATORY)
    Set<String> known(Collection<String> conversationIds) {
        List<?> ids = entities.createNativeQuery("select id from conversation where id = any(string_to_array(?1, ','))")
                .setParameter(1, String.join(",", conversationIds))
                .getResultList();
        return ids.stream().map(String.class::cast).collect(Collectors.toSet());
    }

    @Transactional(TxType.MANDATORY)
    void add(String travelId, Collection<String> conversationIds, Instant now) {
        entities.createNativeQuery("""
                        insert into time_travel_item (time_travel_id, conversation_id, state, due_at)
                        select cast(?1 as text), c.id, 'pending', cast(?3 as timestamptz) from conversation c
                        where c.id = any(string_to_array(?2, ',')) order by c.id
                        """)
                .setParameter(1, travelId)
                .setParameter(2, String.join(",", conversationIds))
                .setParameter(3, Timestamp.from(now))
                .executeUpdate();
    }

    @Transactional(TxType.MANDATORY)
    void cancel(String travelId) {
        entities.createNativeQuery("update time_travel_item set state = 'cancelled', due_at = null, claimed_by = null"
                        + " where time_travel_id = ?1 and state = 'pending'")
                .setParameter(1, travelId)
                .executeUpdate();
    }

    /** With how many are in which state, how many turns changed, and what they took together. */
    @Transactional(TxType.MANDATORY)
    JsonObject progress(TimeTravel travel) {
        return progress(List.of(travel)).getFirst();
    }

    /** The same of many, by one query; in their order. */
    @Transactional(TxType.MANDATORY)
    List<JsonObject> progress(List<TimeTravel> travels) {
        Map<String, Map<String, Object[]>> states = states(travels);
        return travels.stream()
                .map(travel ->
                        told(travel, states.getOrDefault(travel.id(), Map.of())).build())
                .toList();
    }

    /** With what each criterion found, and what could not be done. */
    @Transactional(TxType.MANDATORY)
    JsonObject summary(TimeTravel travel) {
        return told(travel, states(List.of(travel)).getOrDefault(travel.id(), Map.of()))
                .add("criteria", criteria(travel.id()))
                .add("problems", problems(travel.id()))
                .build();
    }

    private static JsonObjectBuilder told(TimeTravel travel, Map<String, Object[]> byState) {
        JsonObjectBuilder shown = travel.asJson();
        STATES.forEach(state -> shown.add(state, count(byState.get(state), 1)));
        String over = travel.isCancelled() ? "cancelled" : "done";
        return shown.add("deleted", travel.matched() - sum(byState, 1))
                .add("status", byState.containsKey("pending") ? "in_progress" : over)
                .add("turns", sum(byState, 2))
                .add("turns_changed", sum(byState, 3))
                .add("recorded_llm", cost(byState, COSTS))
                .add("replayed_llm", cost(byState, COSTS + 4))
                .add("judging_llm", cost(byState, COSTS + 8));
    }

    /** What there is in each state of each, by their ids. */
    private Map<String, Map<String, Object[]>> states(List<TimeTravel> travels) {
        Map<String, Map<String, Object[]>> states = new HashMap<>();
        for (Object row : entities.createNativeQuery("""
                        select state, count(*), sum(turns), sum(turns_changed),
                            sum(recorded_input), sum(recorded_output), sum(recorded_price),
                            count(*) filter (where recorded_price is null and state in ('done', 'failed')),
                            sum(replayed_input), sum(replayed_output), sum(replayed_price),
                            count(*) filter (where replayed_price is null and state in ('done', 'failed')),
                            sum(judging_input), sum(judging_output), sum(judging_price),
                            count(*) filter (where judging_price is null and state in ('done', 'failed')),
                            time_travel_id
                        from time_travel_item where time_travel_id = any(string_to_array(?1, ','))
                        group by time_travel_id, state
                        """)
                .setParameter(1, travels.stream().map(TimeTravel::id).collect(Collectors.joining(",")))
                .getResultList()) {
            Object[] columns = (Object[]) row;
            states.computeIfAbsent((String) columns[columns.length - 1], first -> new TreeMap<>())
                    .put((String) columns[0], columns);
        }
        return states;
    }

    private static JsonObjectBuilder cost(Map<String, Object[]> rows, int from) {
        return Json.createObjectBuilder()
                .add("input_tokens", sum(rows, from))
                .add("output_tokens", sum(rows, from + 1))
                .add(
                        "price",
                        rows.values().stream()
                                .filter(row -> row[from + 2] != null)
                                .map(row -> (BigDecimal) row[from + 2])
                                .reduce(BigDecimal.ZERO, BigDecimal::add))
                .add("without_price", sum(rows, from + 3));
    }

    /** How often each criterion was met, and how often it was met only then, or only now. */
    private JsonArrayBuilder criteria(String travelId) {
        JsonArrayBuilder criteria = Json.createArrayBuilder();
        for (Object row :
                entities.createNativeQuery("""
                        select criterion_id,
                            count(*) filter (where recorded = 'success'), count(*) filter (where recorded = 'failure'),
                            count(*) filter (where recorded = 'unknown'),
                            count(*) filter (where replayed = 'success'), count(*) filter (where replayed = 'failure'),
                            count(*) filter (where replayed = 'unknown'),
                            count(*) filter (where recorded = 'failure' and replayed = 'success'),
                            count(*) filter (where recorded = 'success' and replayed = 'failure')
                        from time_travel_verdict where time_travel_id = ?1 group by criterion_id order by criterion_id
                        """).setParameter(1, travelId).getResultList()) {
            Object[] columns = (Object[]) row;
            criteria.add(Json.createObjectBuilder()
                    .add("criteria_id", (String) columns[0])
                    .add("recorded", rate(columns, 1))
                    .add("replayed", rate(columns, 4))
                    .add("improved", count(columns, 7))
                    .add("worsened", count(columns, 8)));
        }
        return criteria;
    }

    private static JsonObject rate(Object[] columns, int from) {
        return new Rate(count(columns, from), count(columns, from + 1), count(columns, from + 2)).asJson();
    }

    private JsonArrayBuilder problems(String travelId) {
        JsonArrayBuilder problems = Json.createArrayBuilder();
        for (Object row : entities.createNativeQuery("select conversation_id, state, problem from time_travel_item"
                        + " where time_travel_id = ?1 and problem is not null order by conversation_id limit ?2")
                .setParameter(1, travelId)
                .setParameter(2, MOST_PROBLEMS)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            problems.add(Json.createObjectBuilder()
                    .add("conversation_id", (String) columns[0])
                    .add("state", (String) columns[1])
                    .add("problem", (String) columns[2]));
        }
        return problems;
    }

    private static long sum(Map<String, Object[]> rows, int column) {
        return rows.values().stream().mapToLong(row -> count(row, column)).sum();
    }

    private static long count(Object @Nullable [] row, int column) {
        return row == null || row[column] == null ? 0 : ((Number) row[column]).longValue();
    }
}
