package antiphon.conversations.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much agents have said aloud. */
@ApplicationScoped
public class SpokenCharacters {
    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    /**
     * What agents said in the calls that began in each hour, day, week or month of UTC, where they said anything.
     *
     * @param requests in how many turns
     */
    public record Said(long requests, long characters) {}

    /**
     * By the moment at which each span begins.
     *
     * @param unit {@code hour}, {@code day}, {@code week} or {@code month}
     * @param from calls that began at this moment or later
     * @param to calls that began before this moment
     */
    @Transactional
    public Map<Instant, Said> by(String unit, Instant from, Instant to) {
        List<?> rows = entities.createNativeQuery(
                        "select extract(epoch from date_trunc(?1, c.started_at, 'UTC'))::bigint, count(*), sum(length(t.message))"
                                + " from conversation c join conversation_turn t on t.conversation_id = c.id"
                                + " where c.started_at >= ?2 and c.started_at < ?3 and not c.text_only"
                                + " and t.role = 'agent' and t.message is not null group by 1")
                .setParameter(1, unit)
                .setParameter(2, Timestamp.from(from))
                .setParameter(3, Timestamp.from(to))
                .getResultList();
        Map<Instant, Said> said = new HashMap<>();
        for (Object row : rows) {
            Object[] cells = (Object[]) row;
            said.put(
                    Instant.ofEpochSecond(((Number) cells[0]).longValue()),
                    new Said(((Number) cells[1]).longValue(), ((Number) cells[2]).longValue()));
        }
        return said;
    }
}
