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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
        Map<String, Object[]> byState = new TreeMap<>();
        for (Object row :
                entities.createNativeQuery("""
                        select state, count(*), sum(input_tokens), sum(output_tokens), sum(price),
                            count(*) filter (where price is null and state <> 'pending' and state <> 'cancelled')
                        from reanalysis_item where reanalysis_id = ?1 group by state
                        """).setParameter(1, reanalysis.id()).getResultList()) {
            byState.put((String) ((Object[]) row)[0], (Object[]) row);
        }
        JsonObjectBuilder shown = reanalysis.asJson();
        STATES.forEach(state -> shown.add(state, count(byState.get(state), 1)));
        String over = reanalysis.isCancelled() ? "cancelled" : "done";
        return shown.add("status", byState.containsKey("pending") ? "in_progress" : over)
                .add("input_tokens", sum(byState, 2))
                .add("output_tokens", sum(byState, 3))
                .add("price", price(byState))
                .add("without_price", sum(byState, 5))
                .add("failures", failures(reanalysis.id()))
                .build();
    }

    private JsonArrayBuilder failures(String reanalysisId) {
        JsonArrayBuilder failures = Json.createArrayBuilder();
        for (Object row : entities.createNativeQuery("select conversation_id, problem from reanalysis_item"
                        + " where reanalysis_id = ?1 and state = 'failed' order by conversation_id limit ?2")
                .setParameter(1, reanalysisId)
                .setParameter(2, MOST_FAILURES)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            failures.add(Json.createObjectBuilder()
                    .add("conversation_id", (String) columns[0])
                    .add("problem", columns[1] == null ? JsonValue.NULL : Json.createValue((String) columns[1])));
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
