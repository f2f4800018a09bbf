package antiphon.conversations.record;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Which servers live. The calls of one that was started anew, or has long not been seen, are over. */
@ApplicationScoped
class ServerLeases {
    static final Duration RENEWED_EVERY = Duration.ofSeconds(10);
    static final Duration VALID = Duration.ofSeconds(45);

    private static final String REASON = "The server ended during the call.";

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Transactional
    void renew(ServerIdentity server) {
        entities.createNativeQuery("""
                        insert into server_lease (server_name, server_run, seen_at) values (?1, ?2, ?3)
                        on conflict (server_name) do update set server_run = excluded.server_run, seen_at = excluded.seen_at
                        """)
                .setParameter(1, server.name())
                .setParameter(2, server.run())
                .setParameter(3, Timestamp.from(clock.instant()))
                .executeUpdate();
    }

    /**
     * Marks what dead servers left open as failed, at the moment of the last thing that was said.
     *
     * @return how many conversations
     */
    @Transactional
    int endAbandoned(ServerIdentity living) {
        Instant horizon = clock.instant().minus(VALID);
        return entities.createNativeQuery("""
                        update conversation c set status = 'failed', error_code = 1011, termination_reason = ?1,
                            ended_at = c.started_at + make_interval(secs => coalesce(
                                (select max(t.time_in_call_secs) from conversation_turn t where t.conversation_id = c.id), 0))
                        where c.status in ('initiated', 'in-progress')
                          and (c.server_name = ?2 and c.server_run <> ?3
                               or c.server_name <> ?2 and not exists (
                                   select 1 from server_lease l
                                   where l.server_name = c.server_name and l.server_run = c.server_run and l.seen_at > ?4))
                        """)
                .setParameter(1, REASON)
                .setParameter(2, living.name())
                .setParameter(3, living.run())
                .setParameter(4, Timestamp.from(horizon))
                .executeUpdate();
    }
}
