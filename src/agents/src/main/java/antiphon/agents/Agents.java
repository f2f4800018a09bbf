package antiphon.agents;

import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The agents of this server. */
@ApplicationScoped
public class Agents {
    private static final String VERSION_DESCRIPTION = "version_description";

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    AgentNeeds needs;

    @Inject
    AuditTrail audit;

    /**
     * Makes an agent.
     *
     * @param sent as the contract's create operation takes it
     * @throws Refusal.Invalid naming every place that is wrong, or a model or secret that is not there
     */
    @Transactional
    public Agent create(JsonObject sent, Actor by) {
        AgentDocument document = AgentDocument.of(sent);
        needs.check(document, Optional.empty());
        Agent agent = new Agent(document, by, clock.instant());
        entities.persist(agent);
        entities.flush();
        keepVersion(agent, 1, null, by);
        audit.note(by, "agent.create", agent.id(), null, document.fingerprint());
        return agent;
    }

    /**
     * The agent with this id.
     *
     * @throws Refusal.NotFound if there is none, or it was deleted
     */
    @Transactional
    public Agent find(String id) {
        return found(id, LockModeType.NONE);
    }

    /**
     * A state the agent had.
     *
     * @throws Refusal.NotFound if this agent never had it
     */
    @Transactional
    public AgentVersion version(String id, String versionId) {
        Agent agent = find(id);
        AgentVersion version = PublicId.isPlausible(versionId) ? entities.find(AgentVersion.class, versionId) : null;
        if (version == null || !version.agentId().equals(agent.id())) {
            throw Refusal.NotFound.of("version", versionId);
        }
        return version;
    }

    /** Changes an agent by a merge patch; one change after the other. */
    @Transactional
    public Agent change(String id, JsonObject patch, Actor by) {
        Agent agent = found(id, LockModeType.PESSIMISTIC_WRITE);
        AgentDocument before = agent.document();
        AgentDocument after = before.merge(withoutDescription(patch));
        needs.check(after, Optional.of(before));
        if (agent.become(after, clock.instant())) {
            keepVersion(agent, versions(id) + 1, description(patch), by);
            audit.note(by, "agent.change", id, before.fingerprint(), after.fingerprint());
        }
        return agent;
    }

    /** From now on the agent is found no more. */
    @Transactional
    public void delete(String id, Actor by) {
        Agent agent = found(id, LockModeType.PESSIMISTIC_WRITE);
        agent.delete(clock.instant());
        audit.note(by, "agent.delete", id, agent.document().fingerprint(), null);
    }

    /** A page of agents. */
    @Transactional
    public Page<Agent> list(AgentSelection selection) {
        AgentSelection.Statement statement = selection.statement();
        Query query = entities.createNativeQuery(statement.sql(), Agent.class);
        for (int i = 0; i < statement.values().size(); i++) {
            query.setParameter(i + 1, statement.values().get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<Agent> rows = query.getResultList();
        return Page.cut(rows, selection.pageSize(), selection::after);
    }

    /** How many agents there are, archived ones among them. */
    @Transactional
    public long count() {
        return entities.createQuery("select count(a) from Agent a where a.deletedAt is null", Long.class)
                .getSingleResult();
    }

    private Agent found(String id, LockModeType lock) {
        Agent agent = PublicId.isPlausible(id) ? entities.find(Agent.class, id, lock) : null;
        if (agent == null || agent.isDeleted()) {
            throw Refusal.NotFound.of("agent", id);
        }
        return agent;
    }

    private void keepVersion(Agent agent, int number, @Nullable String description, Actor by) {
        Instant now = clock.instant();
        entities.persist(new AgentVersion(agent, number, description, by.id(), now));
    }

    private int versions(String id) {
        return entities.createQuery("select max(v.number) from AgentVersion v where v.agentId = :id", Integer.class)
                .setParameter("id", id)
                .getSingleResult();
    }

    private static JsonObject withoutDescription(JsonObject patch) {
        return Json.createObjectBuilder(patch).remove(VERSION_DESCRIPTION).build();
    }

    private static @Nullable String description(JsonObject patch) {
        JsonValue description = patch.getOrDefault(VERSION_DESCRIPTION, JsonValue.NULL);
        return description instanceof JsonString text ? text.getString() : null;
    }
}
