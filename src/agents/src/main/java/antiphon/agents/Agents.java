package antiphon.agents;

import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
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
import java.util.Map;
import java.util.Optional;

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

    @Inject
    AgentVersions versions;

    @Inject
    RecentCalls recentCalls;

    @Inject
    Instance<MainFollowers> followers;

    /** Makes an agent whose owner deals with versions. */
    @Transactional
    public Agent create(JsonObject sent, Actor by) {
        return create(sent, true, by);
    }

    /**
     * Makes an agent.
     *
     * @param sent as the contract's create operation takes it
     * @param versioned whether its owner deals with versions and branches
     * @throws Refusal.Invalid naming every place that is wrong, or a model or secret that is not there
     */
    @Transactional
    public Agent create(JsonObject sent, boolean versioned, Actor by) {
        AgentDocument document = AgentDocument.of(sent);
        needs.check(document, Optional.empty());
        Agent agent = new Agent(document, versioned, by, clock.instant());
        entities.persist(agent);
        entities.flush();
        versions.begin(agent, by);
        audit.note(by, "agent.create", agent.id(), null, document.fingerprint());
        return agent;
    }

    /** Makes an agent that is what another is now, under a name of its own. */
    @Transactional
    public Agent duplicate(String id, Optional<String> name, Actor by) {
        Agent original = find(id);
        JsonObject copy = Json.createObjectBuilder(original.document().json())
                .add("name", name.orElse(original.name() + " (copy)"))
                .build();
        return create(copy, original.versioned(), by);
    }

    /**
     * The agent with this id.
     *
     * @throws Refusal.NotFound if there is none, or it was deleted
     */
    @Transactional(dontRollbackOn = Refusal.NotFound.class)
    public Agent find(String id) {
        return found(id, LockModeType.NONE);
    }

    /** The agent with this id, which nobody else changes until this transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Agent locked(String id) {
        return found(id, LockModeType.PESSIMISTIC_WRITE);
    }

    /**
     * An agent as it is on a branch, or was in a version; without either, on its main branch.
     *
     * @throws Refusal.NotFound if it has no such branch or version
     */
    @Transactional(dontRollbackOn = Refusal.NotFound.class)
    public AgentState state(String id, Optional<String> branchId, Optional<String> versionId) {
        return versions.state(find(id), branchId, versionId);
    }

    /**
     * An agent as a caller meets it: on the branch that its traffic leads this caller to.
     *
     * @param caller whatever names the caller; the same one meets the same branch while the shares stay
     */
    @Transactional(dontRollbackOn = Refusal.NotFound.class)
    public AgentState met(String id, String caller) {
        Agent agent = find(id);
        return versions.state(agent, Optional.of(agent.traffic().pick(id, agent.branchId(), caller)), Optional.empty());
    }

    /** Whose changes are meant. */
    public record Place(String agentId, Optional<String> branchId) {
        /** An agent's main branch. */
        public static Place main(String agentId) {
            return new Place(agentId, Optional.empty());
        }
    }

    /**
     * Changes an agent by a merge patch; one change after the other.
     *
     * @param showVersions whether its owner deals with versions from now on
     */
    @Transactional
    public AgentState change(Place place, JsonObject patch, boolean showVersions, Actor by) {
        Agent agent = locked(place.agentId());
        if (showVersions) {
            agent.showVersions();
        }
        AgentBranch branch = versions.branch(agent, place.branchId().orElse(agent.branchId()));
        branch.mustAdmit(by);
        AgentDocument before = versions.head(branch).document();
        AgentDocument after = checked(before.merge(withoutDescription(patch)), before);
        if (!after.equals(before)) {
            commit(agent, branch, new Commit(after, new Commit.Edited(), description(patch)), by);
        }
        return new AgentState(agent, branch.id(), branch.versionId(), after);
    }

    /**
     * A document whose references were looked at, as far as it differs from what was before.
     *
     * @throws Refusal.Invalid naming what it speaks of and is not there
     */
    @Transactional
    public AgentDocument checked(AgentDocument document, AgentDocument before) {
        needs.check(document, Optional.of(before));
        return document;
    }

    /** Gives a branch what it is to become, and tells whoever follows the main branch. */
    @Transactional(Transactional.TxType.MANDATORY)
    public AgentVersion commit(Agent agent, AgentBranch branch, Commit commit, Actor by) {
        AgentDocument before = versions.head(branch).document();
        AgentVersion version = versions.commit(agent, branch, commit, by);
        audit.note(
                by,
                "agent.change",
                agent.id(),
                before.fingerprint(),
                commit.document().fingerprint());
        if (branch.id().equals(agent.branchId())) {
            followers.forEach(follower -> follower.mainMoved(agent, by));
        }
        return version;
    }

    /** From now on the agent is found no more. */
    @Transactional
    public void delete(String id, Actor by) {
        Agent agent = locked(id);
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
        return Page.cut(rows, selection.pageSize(), last -> selection.after(last, recentCalls::count));
    }

    /** The contract's page of summaries. */
    @Transactional
    public JsonObject summaries(AgentSelection selection, Actor viewer) {
        Page<Agent> page = list(selection);
        Map<String, Instant> lastCalls =
                recentCalls.last(page.items().stream().map(Agent::id).toList());
        return page.asJson("agents", agent -> agent.asSummary(viewer, Optional.ofNullable(lastCalls.get(agent.id()))));
    }

    /** The contract's map of summaries by id, where an agent that is not there has its refusal. */
    @Transactional
    public JsonObject summaries(List<String> ids, Actor viewer) {
        Map<String, Instant> lastCalls = recentCalls.last(ids);
        JsonObjectBuilder summaries = Json.createObjectBuilder();
        for (String id : ids) {
            try {
                JsonObject summary = find(id).asSummary(viewer, Optional.ofNullable(lastCalls.get(id)));
                summaries.add(
                        id, Json.createObjectBuilder().add("status", "success").add("data", summary));
            } catch (Refusal.NotFound missing) {
                summaries.add(id, failure(missing));
            }
        }
        return summaries.build();
    }

    private static JsonObjectBuilder failure(Refusal refusal) {
        return Json.createObjectBuilder()
                .add("status", "failure")
                .add("error_code", refusal.httpStatus())
                .add("error_status", refusal.status())
                .add("error_message", refusal.message());
    }

    /** Those whose retention is meant for the conversations that they had before, too. */
    @Transactional
    public List<AgentState> reachingBack() {
        @SuppressWarnings("unchecked") // the query names its entity
        List<Agent> agents = entities.createNativeQuery(
                        "select a.* from agent a where a.deleted_at is null and a.document::jsonb -> 'platform_settings'"
                                + " -> 'privacy' ->> 'apply_to_existing_conversations' = 'true' order by a.id",
                        Agent.class)
                .getResultList();
        return agents.stream().map(AgentState::ofMain).toList();
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

    private static JsonObject withoutDescription(JsonObject patch) {
        return Json.createObjectBuilder(patch).remove(VERSION_DESCRIPTION).build();
    }

    private static Optional<String> description(JsonObject patch) {
        JsonValue description = patch.getOrDefault(VERSION_DESCRIPTION, JsonValue.NULL);
        return description instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
