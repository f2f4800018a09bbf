package antiphon.analysis;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.history.ConversationFilter;
import antiphon.conversations.history.Histories;
import antiphon.conversations.record.PostCalls;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looking again at all conversations that a filter names: they wait for the same job as those that just ended, behind them,
 * and webhooks are told nothing.
 */
@ApplicationScoped
class Reanalyses {
    /** At one time; whoever wants more narrows the time of the calls. */
    static final int MOST = 100_000;

    private static final String VERSION = "agent_version";
    private static final String ORDER = "reanalyses";
    private static final int MOST_LISTED = 100;

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Inject
    Histories histories;

    @Inject
    PostCalls postCalls;

    @Inject
    ReanalysisItems items;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /**
     * Begins one.
     *
     * @param query the contract's filters of conversations, and {@code agent_version}: {@code then} to judge by what agents
     *     asked when they were called, or {@code now}
     * @throws Refusal.Invalid naming a parameter that is not known or whose value cannot be, or when too many are meant
     */
    @Transactional
    JsonObject begin(Query query, Actor by) {
        Set<String> known = new HashSet<>(ConversationFilter.PARAMETERS);
        known.add(VERSION);
        boolean asNow = query.only(known).oneOf(VERSION, Set.of("then", "now")).equals(Optional.of("now"));
        List<String> ids = histories.ended(query, MOST + 1);
        if (ids.size() > MOST) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query"),
                    "More than " + MOST + " conversations are meant; narrow them, such as by call_start_after_unix and"
                            + " call_start_before_unix",
                    "value_error"));
        }
        Reanalysis reanalysis = new Reanalysis(asNow, ids.size(), by, clock.instant());
        entities.persist(reanalysis);
        entities.flush();
        items.add(reanalysis.id(), ids);
        postCalls.again(ids, asNow);
        audit.note(by, "conversation.reanalyse", reanalysis.id(), null, null);
        return shown(reanalysis);
    }

    /** The newest first. */
    @Transactional
    Page<JsonObject> page(Query query) {
        Optional<Cursor> from = Cursor.from(query, ORDER, 2);
        int size = query.number("page_size", 30, 1, MOST_LISTED);
        TypedQuery<Reanalysis> rows = entities.createQuery(
                "select r from Reanalysis r"
                        + (from.isPresent()
                                ? " where r.createdAt < :before or r.createdAt = :before and r.id < :id"
                                : "")
                        + " order by r.createdAt desc, r.id desc",
                Reanalysis.class);
        from.ifPresent(
                cursor -> rows.setParameter("before", instant(cursor.key().getFirst()))
                        .setParameter("id", cursor.key().getLast()));
        Page<Reanalysis> page = Page.cut(
                rows.setMaxResults(size + 1).getResultList(),
                size,
                last -> new Cursor(ORDER, List.of(last.createdAt().toString(), last.id())));
        return new Page<>(items.progress(page.items()), page.next());
    }

    /** How far it is, what it took, and what could not be done. */
    @Transactional
    JsonObject whole(String id) {
        return shown(found(id, LockModeType.NONE));
    }

    /** What nobody works on yet is not done. */
    @Transactional
    JsonObject cancel(String id, Actor by) {
        Reanalysis reanalysis = found(id, LockModeType.PESSIMISTIC_WRITE);
        reanalysis.cancel();
        postCalls.notAgain(items.cancel(id));
        audit.note(by, "conversation.reanalyse_cancel", id, null, null);
        return shown(reanalysis);
    }

    /** A conversation was looked at: all who waited for that have it. */
    @Transactional
    void note(Finding finding) {
        items.settle(finding);
    }

    private JsonObject shown(Reanalysis reanalysis) {
        return items.progress(reanalysis);
    }

    private Reanalysis found(String id, LockModeType lock) {
        Reanalysis reanalysis = PublicId.isPlausible(id) ? entities.find(Reanalysis.class, id, lock) : null;
        if (reanalysis == null) {
            throw Refusal.NotFound.of("reanalysis", id);
        }
        return reanalysis;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException made) {
            throw Cursor.refusal();
        }
    }
}
