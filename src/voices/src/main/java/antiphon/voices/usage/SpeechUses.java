package antiphon.voices.usage;

import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** How much was spoken and heard outside calls. */
@ApplicationScoped
public class SpeechUses {
    @PersistenceContext(unitName = "voices")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /** Notes that a text of so many characters is spoken. */
    @Transactional
    public void noteSpoken(Actor by, String voiceId, int characters) {
        entities.persist(new SpeechUse(SpeechUse.SPOKEN, by.id(), voiceId, characters, clock.instant()));
    }

    /** Notes that a text of so many characters was heard. */
    @Transactional
    public void noteHeard(Actor by, int characters) {
        entities.persist(new SpeechUse(SpeechUse.HEARD, by.id(), "", characters, clock.instant()));
    }

    /**
     * What was spoken in each span of time that had anything, by the moment at which the span begins.
     *
     * @param unit {@code hour}, {@code day}, {@code week} or {@code month} of UTC
     */
    @Transactional
    Map<Instant, Count> spoken(String unit, Instant from, Instant to) {
        List<?> rows = entities.createNativeQuery(
                        "select extract(epoch from date_trunc(?1, happened_at, 'UTC'))::bigint, count(*), sum(characters)"
                                + " from speech_use where product = 'text_to_speech'"
                                + " and happened_at >= ?2 and happened_at < ?3 group by 1")
                .setParameter(1, unit)
                .setParameter(2, Timestamp.from(from))
                .setParameter(3, Timestamp.from(to))
                .getResultList();
        Map<Instant, Count> counts = new HashMap<>();
        for (Object row : rows) {
            Object[] cells = (Object[]) row;
            counts.put(
                    Instant.ofEpochSecond(((Number) cells[0]).longValue()),
                    new Count(((Number) cells[1]).longValue(), ((Number) cells[2]).longValue()));
        }
        return counts;
    }

    /** @param requests how often something was spoken */
    record Count(long requests, long characters) {}
}
