package antiphon.simulation.travel;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.TextCalls.Subject;
import antiphon.conversations.history.ConversationFilter;
import antiphon.conversations.history.Histories;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import antiphon.simulation.TestedAgents;
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

/** Past conversations that were put to versions of agents. */
@ApplicationScoped
class TimeTravels {
    /** Conversations at one time: each takes as many answers of a model as the caller spoke, and judgements. */
    static final int MOST = 1_000;

    private static final String LIMIT = "limit";
    private static final String ORDER = "time_travels";
    private static final int MOST_LISTED = 100;

    @PersistenceContext(unitName = "simulation")
    EntityManager entities;

    @Inject
    Histories histories;

    @Inject
    TestedAgents agents;

    @Inject
    TravelItems items;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /**
     * Begins one.
     *
     * @param query the contract's filters of conversations, and how many of the newest at most
     * @throws Refusal.Invalid naming a place that is not known or whose value cannot be: no such agent, branch, version, draft or
     *     conversation, none at all, or too many
     */
    @Transactional
    JsonObject begin(JsonObject sent, Query query, Actor by) {
        TravelRequest request = TravelRequest.read(sent, MOST);
        Subject agent = subject(request, by);
        Chosen chosen = request.conversationIds().isPresent() ? named(request, query) : filtered(query, agent);
        TimeTravel travel = new TimeTravel(agent, request.draft(), chosen, by, clock.instant());
        entities.persist(travel);
        entities.flush();
        items.add(travel.id(), chosen.conversationIds(), clock.instant());
        audit.note(by, "time_travel.begin", travel.id(), null, Fingerprint.of(sent.toString()));
        return items.progress(travel);
    }

    private Subject subject(TravelRequest request, Actor by) {
        Subject kept;
        try {
            kept = agents.find(request.agentId(), request.branchId(), request.versionId());
        } catch (Refusal.NotFound missing) {
            throw new Refusal.Invalid(TravelRequest.problem(
                    missing.message(), "value_error", missing.status().replace("_not_found", "_id")));
        }
        if (!request.draft()) {
            return kept;
        }
        return agents.drafted(kept, by)
                .orElseThrow(() -> new Refusal.Invalid(
                        TravelRequest.problem("You have no draft on this branch", "value_error", "draft")));
    }

    private Chosen named(TravelRequest request, Query query) {
        query.only(Set.of());
        request.demand(items.known(request.plausibleIds()));
        return new Chosen(request.plausibleIds(), 0);
    }

    private Chosen filtered(Query query, Subject agent) {
        Set<String> known = new HashSet<>(ConversationFilter.PARAMETERS);
        known.add(LIMIT);
        Query filter = query.only(known).otherwise("agent_id", agent.agentId());
        int limit = filter.number(LIMIT, MOST + 1, 1, MOST);
        List<String> ids = histories.endedLast(filter, limit);
        if (ids.size() > MOST) {
            throw refusal(
                    "More than " + MOST + " conversations are meant; say how many of the newest by limit", "too_long");
        }
        if (ids.isEmpty()) {
            throw refusal("No conversation that is over and whose words are kept is meant", "too_short");
        }
        return new Chosen(ids, histories.forgotten(filter));
    }

    private static Refusal.Invalid refusal(String message, String type) {
        return new Refusal.Invalid(new Problem(List.of("query"), message, type));
    }

    /** The newest first. */
    @Transactional
    Page<JsonObject> page(Query query) {
        Optional<Cursor> from = Cursor.from(query, ORDER, 2);
        int size = query.number("page_size", 30, 1, MOST_LISTED);
        Optional<String> agentId = query.text("agent_id");
        TypedQuery<TimeTravel> rows = entities.createQuery(
                "select t from TimeTravel t where 1 = 1"
                        + (agentId.isPresent() ? " and t.agentId = :agent" : "")
                        + (from.isPresent()
                                ? " and (t.createdAt < :before or t.createdAt = :before and t.id < :id)"
                                : "")
                        + " order by t.createdAt desc, t.id desc",
                TimeTravel.class);
        agentId.ifPresent(id -> rows.setParameter("agent", id));
        from.ifPresent(
                cursor -> rows.setParameter("before", instant(cursor.key().getFirst()))
                        .setParameter("id", cursor.key().getLast()));
        Page<TimeTravel> page = Page.cut(
                rows.setMaxResults(size + 1).getResultList(),
                size,
                last -> new Cursor(ORDER, List.of(last.createdAt().toString(), last.id())));
        return new Page<>(items.progress(page.items()), page.next());
    }

    /** How far it is, how often each criterion was met then and now, what changed, what it took, and what could not be done. */
    @Transactional
    JsonObject whole(String id) {
        return items.summary(found(id, LockModeType.NONE));
    }

    /** @throws Refusal.NotFound when there is none */
    @Transactional
    void demand(String id) {
        found(id, LockModeType.NONE);
    }

    /** What has come to nothing yet will not; what is under way stops before its next turn. */
    @Transactional
    JsonObject cancel(String id, Actor by) {
        TimeTravel travel = found(id, LockModeType.PESSIMISTIC_WRITE);
        travel.cancel();
        items.cancel(id);
        audit.note(by, "time_travel.cancel", id, null, null);
        return items.progress(travel);
    }

    /** With all that came of it. */
    @Transactional
    void delete(String id, Actor by) {
        entities.remove(found(id, LockModeType.PESSIMISTIC_WRITE));
        audit.note(by, "time_travel.delete", id, Fingerprint.of(id), null);
    }

    private TimeTravel found(String id, LockModeType lock) {
        TimeTravel travel = PublicId.isPlausible(id) ? entities.find(TimeTravel.class, id, lock) : null;
        if (travel == null) {
            throw Refusal.NotFound.of("time_travel", id);
        }
        return travel;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException made) {
            throw Cursor.refusal();
        }
    }
}
