package antiphon.agents;

import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The branches of agents and their versions. Who commits has locked the agent, so versions are counted in order. */
@ApplicationScoped
public class AgentVersions {
    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /** The first version of a new agent, on its main branch. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void begin(Agent agent, Actor by) {
        AgentBranch main = AgentBranch.main(agent, by);
        Commit commit = Commit.of(agent.document(), new Commit.Edited());
        entities.persist(new AgentVersion(agent.versionId(), main, 1, 1, commit, by, agent.createdAt()));
        entities.persist(main);
    }

    /** A branch that begins with what is committed. */
    @Transactional(Transactional.TxType.MANDATORY)
    public AgentVersion begin(AgentBranch branch, Commit commit, Actor by) {
        AgentVersion version = next(branch, commit, by);
        branch.advance(version);
        entities.persist(branch);
        return version;
    }

    /** The next version of a branch; the agent follows its main branch. */
    @Transactional(Transactional.TxType.MANDATORY)
    public AgentVersion commit(Agent agent, AgentBranch branch, Commit commit, Actor by) {
        AgentVersion version = next(branch, commit, by);
        branch.advance(version);
        if (branch.id().equals(agent.branchId())) {
            agent.become(version);
        }
        return version;
    }

    private AgentVersion next(AgentBranch branch, Commit commit, Actor by) {
        int number = 1 + newest("max(v.number)", "v.agentId", branch.agentId());
        int branchNumber = 1 + newest("max(v.branchNumber)", "v.branchId", branch.id());
        AgentVersion version =
                new AgentVersion(PublicId.fresh("agtvrsn_"), branch, number, branchNumber, commit, by, clock.instant());
        entities.persist(version);
        return version;
    }

    private int newest(String number, String of, String id) {
        Integer newest = entities.createQuery(
                        "select " + number + " from AgentVersion v where " + of + " = :id", Integer.class)
                .setParameter("id", id)
                .getSingleResult();
        return Objects.requireNonNullElse(newest, 0);
    }

    /** @throws Refusal.NotFound if the agent has no such branch */
    @Transactional
    public AgentBranch branch(Agent agent, String branchId) {
        AgentBranch branch = PublicId.isPlausible(branchId) ? entities.find(AgentBranch.class, branchId) : null;
        if (branch == null || !branch.agentId().equals(agent.id())) {
            throw Refusal.NotFound.of("branch", branchId);
        }
        return branch;
    }

    /** All branches of an agent, the oldest first. */
    @Transactional
    public List<AgentBranch> branches(Agent agent) {
        return entities.createQuery(
                        "select b from AgentBranch b where b.agentId = :id order by b.createdAt, b.id",
                        AgentBranch.class)
                .setParameter("id", agent.id())
                .getResultList();
    }

    /** @throws Refusal.NotFound if the agent never had it */
    @Transactional
    public AgentVersion version(Agent agent, String versionId) {
        AgentVersion version = PublicId.isPlausible(versionId) ? entities.find(AgentVersion.class, versionId) : null;
        if (version == null || !version.agentId().equals(agent.id())) {
            throw Refusal.NotFound.of("version", versionId);
        }
        return version;
    }

    /** What a branch is now. */
    @Transactional
    public AgentVersion head(AgentBranch branch) {
        return Objects.requireNonNull(entities.find(AgentVersion.class, branch.versionId()));
    }

    /** The newest versions of a branch, the newest first. */
    @Transactional
    public List<AgentVersion> newest(AgentBranch branch, int most) {
        return entities.createQuery(
                        "select v from AgentVersion v where v.branchId = :id order by v.branchNumber desc",
                        AgentVersion.class)
                .setParameter("id", branch.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** An agent as it is on a branch, or was in a version; without either, on its main branch. */
    @Transactional(dontRollbackOn = Refusal.NotFound.class)
    public AgentState state(Agent agent, Optional<String> branchId, Optional<String> versionId) {
        if (versionId.isPresent()) {
            AgentVersion version = version(agent, versionId.get());
            branchId.filter(id -> !id.equals(version.branchId())).ifPresent(id -> {
                throw Refusal.NotFound.of("version", version.id());
            });
            return AgentState.of(agent, version);
        }
        return branchId.filter(id -> !id.equals(agent.branchId()))
                .map(id -> AgentState.of(agent, head(branch(agent, id))))
                .orElseGet(() -> AgentState.ofMain(agent));
    }
}
