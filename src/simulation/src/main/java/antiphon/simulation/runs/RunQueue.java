package antiphon.simulation.runs;

import antiphon.conversations.TextCalls.Subject;
import antiphon.simulation.TestedAgents;
import antiphon.simulation.Trials.Order;
import antiphon.simulation.Trials.Outcome;
import antiphon.simulation.judging.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The runs that wait. Whoever takes one holds a claim on it for {@link #CLAIMED} and renews it; a claim that ran out is
 * free again, so that the runs of a server that ended are carried out elsewhere.
 */
@ApplicationScoped
class RunQueue {
    static final Duration CLAIMED = Duration.ofSeconds(45);
    private static final int MOST_ATTEMPTS = 3;

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    TestedAgents agents;

    /** Takes the run that has waited longest. */
    @Transactional
    Optional<String> claim(String worker) {
        Instant now = clock.instant();
        List<?> rows = entities.createNativeQuery("""
                        select id from test_run
                        where status = 'pending' and (claimed_until is null or claimed_until < ?1)
                        order by updated_at, id limit 1 for update skip locked
                        """)
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        Optional<String> id = rows.stream().map(String.class::cast).findFirst();
        id.ifPresent(found -> entities.find(TestRun.class, found).claim(worker, now.plus(CLAIMED)));
        return id;
    }

    /**
     * What is to be done for a run.
     *
     * @return empty where the worker holds no claim any more
     * @throws antiphon.api.Refusal.NotFound if the agent, or its version, is gone
     */
    @Transactional
    Optional<Order> order(String runId, String worker) {
        return held(runId, worker, LockModeType.NONE).map(run -> {
            Subject kept = agents.find(run.agentId(), Optional.of(run.branchId()), Optional.of(run.versionId()));
            Subject agent = run.draftId()
                    .map(id -> entities.find(TestDraft.class, id))
                    .map(draft -> new Subject(kept.agentId(), kept.branchId(), kept.versionId(), draft.document()))
                    .orElse(kept);
            return new Order(agent, run.kind(), run.testDocument(), run.workflowNodeId());
        });
    }

    /** Whether a run was begun so often, by servers that ended, that it is not to be begun again; it has failed then. */
    @Transactional
    boolean givesUp(String runId, String worker) {
        Optional<TestRun> run =
                held(runId, worker, LockModeType.PESSIMISTIC_WRITE).filter(each -> each.attempts() > MOST_ATTEMPTS);
        run.ifPresent(each -> each.settle(
                new Outcome(
                        Verdict.unknown(
                                "The server ended " + MOST_ATTEMPTS + " times while this test was carried out."),
                        List.of()),
                clock.instant()));
        return run.isPresent();
    }

    /** Renews the claims on these runs; those that are not held any more are not among what is returned. */
    @Transactional
    Set<String> renew(Set<String> runIds, String worker) {
        Instant until = clock.instant().plus(CLAIMED);
        Set<String> held = new HashSet<>();
        for (String id : runIds) {
            held(id, worker, LockModeType.PESSIMISTIC_WRITE).ifPresent(run -> {
                run.renew(until);
                held.add(id);
            });
        }
        return held;
    }

    /** Keeps what came of a run, unless it was cancelled or taken by somebody else in the meantime. */
    @Transactional
    void settle(String runId, String worker, Outcome outcome) {
        held(runId, worker, LockModeType.PESSIMISTIC_WRITE).ifPresent(run -> run.settle(outcome, clock.instant()));
    }

    private Optional<TestRun> held(String runId, String worker, LockModeType lock) {
        return Optional.ofNullable(entities.find(TestRun.class, runId, lock)).filter(run -> run.isClaimedBy(worker));
    }
}
