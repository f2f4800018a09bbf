package antiphon.analysis;

import antiphon.api.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The conversations that are looked at once more, and what came of each. One that is deleted is forgotten here, too. */
@ApplicationScoped
class ReanalysisItems {
    private static final List<String> STATES = List.of("pending", "done", "failed", "cancelled");
    private static final int MOST_FAILURES = 50;

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Transactional(TxType.MANDATORY)
    void add(String reanalysisId, List<String> conversationIds) {
        entities.createNativeQuery("""
                        insert into reanalysis_item (reanalysis_id, conversation_id, state)
                        select cast(?1 as text), c.id, 'pending' from conversation c
                        where c.id = any(string_to_array(?2, ',')) order by c.id
                        """)
                .setParameter(1, reanalysisId)
                .setParameter(2, String.join(",", conversationIds))
                .executeUpdate();
    }

    @Transactional(TxType.MANDATORY)
    void settle(Finding finding) {
        entities.createNativeQuery("""
                        update reanalysis_item set state = ?2, input_tokens = ?3, output_tokens = ?4,
                            price = cast(?5 as numeric), problem = ?6
                        where conversation_id = ?1 and state = 'pending'
                        """)
                .setParameter(1, finding.material().conversation().id())
                .setParameter(2, finding.problem().isPresent() ? "failed" : "done")
                .setParameter(3, finding.inputTokens())
                .setParameter(4, finding.outputTokens())
                .setParameter(5, finding.price().map(BigDecimal::toPlainString).orElse(null))
                .setParameter(6, finding.problem().orElse(null))
                .executeUpdate();
    }

    /** @return the conversations that nobody waits for any more */
    @Transactional(TxType.MANDATORY)
    List<String> cancel(String reanalysisId) {
        List<?> ids =
                entities.createNativeQuery("""
                        update reanalysis_item i set state = 'cancelled' where reanalysis_id = ?1 and state = 'pending'
                        returning conversation_id, exists (select 1 from reanalysis_item o
                            where o.conversation_id = i.conversation_id and o.reanalysis_id <> i.reanalysis_id
                              and o.state = 'pending')
                        """).setParameter(1, reanalysisId).getResultList();
        return ids.stream()
                .map(Object[].class::cast)
                .filter(row -> !((Boolean) row[1]))
                .map(row -> (String) row[0])
                .toList();
    }

    /** With how many are in which state, and what they took together. */
    @Transactional
    JsonObject progress(Reanalysis reanalysis) {
        return progress(List.of(reanalysis)).getFirst();
    }

    /** The same of many, by two queries; in their order. */
    @Transactional
    List<JsonObject> progress(List<Reanalysis> reanalyses) {
        String ids = reanalyses.stream().map(Reanalysis::id).collect(Collectors.joining(","));
        Map<String, Map<String, Object[]>> states = states(ids);
        Map<String, JsonArrayBuilder> failures = failures(ids);
        return reanalyses.stream()
                .map(each -> told(each, states.getOrDefault(each.id(), Map.of()))
                        .add("failures", failures.getOrDefault(each.id(), Json.createArrayBuilder()))
                        .build())
                .toList();
    }

    private static JsonObjectBuilder told(Reanalysis reanalysis, Map<String, Object[]> byState) {
        JsonObjectBuilder shown = reanalysis.asJson();
        STATES.forEach(state -> shown.add(state, count(byState.get(state), 1)));
        String over = reanalysis.isCancelled() ? "cancelled" : "done";
        return shown.add("status", byState.containsKey("pending") ? "in_progress" : over)
                .add("input_tokens", sum(byState, 2))
                .add("output_tokens", sum(byState, 3))
                .add("price", price(byState))
                .add("without_price", sum(byState, 5));
    }

    /** What there is in each state of each, by their ids. */
    private Map<String, Map<String, Object[]>> states(String ids) {
        Map<String, Map<String, Object[]>> states = new HashMap<>();
        for (Object row : entities.createNativeQuery("""
                        select state, count(*), sum(input_tokens), sum(output_tokens), sum(price),
                            count(*) filter (where price is null and state <> 'pending' and state <> 'cancelled'),
                            reanalysis_id
                        from reanalysis_item where reanalysis_id = any(string_to_array(?1, ','))
                        group by reanalysis_id, state
                        """).setParameter(1, ids).getResultList()) {
            Object[] columns = (Object[]) row;
            states.computeIfAbsent((String) columns[columns.length - 1], first -> new TreeMap<>())
                    .put((String) columns[0], columns);
        }
        return states;
    }

    private Map<String, JsonArrayBuilder> failures(String ids) {
        Map<String, JsonArrayBuilder> failures = new HashMap<>();
        for (Object row : entities.createNativeQuery("""
                        select reanalysis_id, conversation_id, problem from (
                            select reanalysis_id, conversation_id, problem,
                                row_number() over (partition by reanalysis_id order by conversation_id) as place
                            from reanalysis_item
                            where reanalysis_id = any(string_to_array(?1, ',')) and state = 'failed') failed
                        where place <= ?2 order by reanalysis_id, conversation_id
                        """)
                .setParameter(1, ids)
                .setParameter(2, MOST_FAILURES)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            failures.computeIfAbsent((String) columns[0], first -> Json.createArrayBuilder())
                    .add(Json.createObjectBuilder()
                            .add("conversation_id", (String) columns[1])
                            .add(
                                    "problem",
                                    columns[2] == null ? JsonValue.NULL : Json.createValue((String) columns[2])));
        }
        return failures;
    }

    private static long sum(Map<String, Object[]> rows, int column) {
        return rows.values().stream().mapToLong(row -> count(row, column)).sum();
    }

    private static long count(Object @Nullable [] row, int column) {
        return row == null ? 0 : ((Number) row[column]).longValue();
    }

    private static BigDecimal price(Map<String, Object[]> rows) {
        return rows.values().stream()
                .filter(row -> row[4] != null)
                .map(row -> (BigDecimal) row[4])
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
