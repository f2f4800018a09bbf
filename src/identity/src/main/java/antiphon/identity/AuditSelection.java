package antiphon.identity;

import antiphon.api.Query;
import java.time.Instant;

/**
 * Which part of the trail is shown.
 *
 * @param subject the id of what was changed; empty for all
 * @param actor the id of a key; empty for all
 * @param action such as {@code agent.change}; empty for all
 */
record AuditSelection(TimedSelection timed, Instant since, String subject, String actor, String action) {
    private static final long LATEST_SECONDS = 253_402_300_799L;

    static AuditSelection read(Query query) {
        return new AuditSelection(
                TimedSelection.read(query),
                Instant.ofEpochSecond(
                        query.number("since_unix_secs", 0, LATEST_SECONDS).orElse(0L)),
                query.text("subject_id").orElse(""),
                query.text("actor_id").orElse(""),
                query.text("action").orElse(""));
    }
}
