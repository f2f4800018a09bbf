package antiphon.agents.branches;

import antiphon.agents.Agent;
import antiphon.agents.AgentBranch;
import antiphon.agents.AgentDocument;
import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Drafts: one for each branch and person. Nobody else sees them, and no call meets them. */
@ApplicationScoped
public class Drafts {
    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    AuditTrail audit;

    /** Keeps a draft in place of the one there was. */
    @Transactional
    public AgentDraft keep(String agentId, String branchId, JsonObject sent, Actor by) {
        Agent agent = agents.locked(agentId);
        AgentBranch branch = versions.branch(agent, branchId);
        branch.mustAdmit(by);
        AgentDocument before = versions.head(branch).document();
        AgentDocument document = agents.checked(AgentDocument.of(sent), before);
        Optional<AgentDraft> old = find(branchId, by);
        Optional<String> trace = old.map(draft -> draft.document().fingerprint());
        AgentDraft draft = old.orElseGet(() -> new AgentDraft(branch, document, by, clock.instant()));
        draft.become(branch, document, clock.instant());
        entities.persist(draft);
        audit.note(by, "draft.keep", branchId, trace.orElse(null), document.fingerprint());
        return draft;
    }

    /** Throws a draft away. */
    @Transactional
    public void delete(String agentId, String branchId, Actor by) {
        AgentBranch branch = versions.branch(agents.locked(agentId), branchId);
        AgentDraft draft = find(branch.id(), by)
                .orElseThrow(() ->
                        new Refusal.NotFound("draft_not_found", "You have no draft on the branch '" + branchId + "'."));
        entities.remove(draft);
        audit.note(by, "draft.delete", branchId, draft.document().fingerprint(), null);
    }

    @Transactional
    public Optional<AgentDraft> find(String branchId, Actor whose) {
        return Optional.ofNullable(entities.find(AgentDraft.class, new AgentDraftKey(branchId, whose.id())));
    }

    /** All that somebody has of an agent, by branch. */
    @Transactional
    public Map<String, AgentDraft> all(String agentId, Actor whose) {
        return entities.createQuery(
                        "select d from AgentDraft d where d.agentId = :agent and d.createdBy = :whose",
                        AgentDraft.class)
                .setParameter("agent", agentId)
                .setParameter("whose", whose.id())
                .getResultStream()
                .collect(Collectors.toMap(AgentDraft::branchId, draft -> draft));
    }
}
