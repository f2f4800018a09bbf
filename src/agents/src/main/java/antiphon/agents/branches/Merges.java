package antiphon.agents.branches;

import antiphon.agents.Agent;
import antiphon.agents.AgentBranch;
import antiphon.agents.AgentDocument;
import antiphon.agents.AgentState;
import antiphon.agents.AgentVersion;
import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.agents.Commit;
import antiphon.agents.Commit.MergedFrom;
import antiphon.agents.Commit.RebasedOn;
import antiphon.agents.MainFollowers;
import antiphon.agents.branches.ThreeWayMerge.Conflict;
import antiphon.agents.branches.ThreeWayMerge.Joined;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Joins branches: one into another, or a branch's own changes upon the main branch. */
@ApplicationScoped
public class Merges implements MainFollowers {
    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    VersionGraphs graphs;

    @Inject
    Branches branches;

    @Inject
    Deployments deployments;

    /** Which branch goes into which. */
    public record Route(String agentId, String sourceId, String targetId) {}

    /**
     * What a merge would bring.
     *
     * @param state of the target after it
     * @param identical whether both branches hold the same
     */
    public record Preview(AgentState state, List<Conflict> conflicts, List<String> overridden, boolean identical) {
        public Preview {
            conflicts = List.copyOf(conflicts);
            overridden = List.copyOf(overridden);
        }
    }

    /** Two branches' newest versions and what they last had in common. */
    private record Meeting(AgentVersion base, AgentVersion source, AgentVersion target, boolean sourceKnown) {
        Joined join(boolean sourceWins) {
            return ThreeWayMerge.join(
                    base.document().json(),
                    source.document().json(),
                    target.document().json(),
                    sourceWins);
        }
    }

    /** @param force whether the source's change holds where both changed the same */
    @Transactional
    public Preview preview(Route route, boolean force) {
        Agent agent = agents.find(route.agentId());
        AgentBranch target = versions.branch(agent, route.targetId());
        Meeting meeting = meeting(agent, distinct(agent, route), target);
        Joined joined = meeting.join(force);
        AgentDocument result = new AgentDocument(joined.document());
        List<String> overridden =
                force ? joined.conflicts().stream().map(Conflict::path).toList() : List.of();
        return new Preview(
                new AgentState(agent, target.id(), target.versionId(), result),
                joined.conflicts(),
                overridden,
                meeting.source().document().equals(meeting.target().document()));
    }

    /**
     * Puts one branch's changes into another.
     *
     * @param archive whether the source is archived then; its share of the calls goes to the target
     * @param force whether the source's change holds where both changed the same
     * @throws Refusal.Conflict naming what both changed, unless forced
     */
    @Transactional
    public AgentState merge(Route route, boolean archive, boolean force, Actor by) {
        Agent agent = agents.locked(route.agentId());
        AgentBranch source = distinct(agent, route);
        AgentBranch target = versions.branch(agent, route.targetId());
        target.mustAdmit(by);
        if (archive) {
            source.mustAdmit(by);
        }
        Meeting meeting = meeting(agent, source, target);
        if (!meeting.sourceKnown()) {
            Joined joined = meeting.join(force);
            mustNotConflict(joined, force);
            AgentDocument result = agents.checked(
                    AgentDocument.of(joined.document()), meeting.target().document());
            agents.commit(agent, target, Commit.of(result, new MergedFrom(source.id(), source.versionId())), by);
        }
        source.mergedInto(target);
        if (archive) {
            deployments.hand(agent, source, target, by);
            branches.archive(agent, source, true);
        }
        return versions.state(agent, Optional.of(target.id()), Optional.empty());
    }

    /** What a rebase upon the main branch would bring. */
    @Transactional
    public Preview previewRebase(String agentId, String branchId) {
        Agent agent = agents.find(agentId);
        AgentBranch branch = versions.branch(agent, branchId);
        Preview merged = preview(new Route(agentId, agent.branchId(), branchId), false);
        return new Preview(
                new AgentState(
                        agent, branch.id(), branch.versionId(), merged.state().document()),
                merged.conflicts(),
                List.of(),
                merged.identical());
    }

    /**
     * Puts a branch's own changes upon the newest version of the main branch.
     *
     * @throws Refusal.Conflict naming what both changed
     */
    @Transactional
    public Branches.Found rebase(String agentId, String branchId, Actor by) {
        Agent agent = agents.locked(agentId);
        AgentBranch branch = distinct(agent, new Route(agentId, branchId, agent.branchId()));
        branch.mustAdmit(by);
        Meeting meeting = meetingOfMain(agent, branch);
        Joined joined = meeting.join(false);
        mustNotConflict(joined, false);
        rebase(agent, branch, meeting, joined, by);
        return new Branches.Found(agent, branch);
    }

    /** Branches that follow the main branch are put upon it, those excepted that changed the same. */
    @Override
    @Transactional
    public void mainMoved(Agent agent, Actor by) {
        for (AgentBranch branch : versions.branches(agent)) {
            if (branch.followsMain()) {
                Meeting meeting = meetingOfMain(agent, branch);
                Joined joined = meeting.join(false);
                if (joined.conflicts().isEmpty()) {
                    rebase(agent, branch, meeting, joined, by);
                }
            }
        }
    }

    private void rebase(Agent agent, AgentBranch branch, Meeting meeting, Joined joined, Actor by) {
        if (!meeting.sourceKnown()) {
            AgentDocument result = AgentDocument.of(joined.document());
            agents.commit(
                    agent,
                    branch,
                    Commit.of(result, new RebasedOn(meeting.source().id())),
                    by);
        }
    }

    private Meeting meetingOfMain(Agent agent, AgentBranch branch) {
        return meeting(agent, versions.branch(agent, agent.branchId()), branch);
    }

    private Meeting meeting(Agent agent, AgentBranch source, AgentBranch target) {
        VersionGraph graph = graphs.of(agent);
        String base = graph.lastCommon(source.versionId(), target.versionId())
                .orElseThrow(() -> new IllegalStateException("Branches of one agent come from one version"));
        return new Meeting(
                versions.version(agent, base),
                versions.head(source),
                versions.head(target),
                base.equals(source.versionId()));
    }

    private AgentBranch distinct(Agent agent, Route route) {
        AgentBranch source = versions.branch(agent, route.sourceId());
        if (route.sourceId().equals(route.targetId())) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "target_branch_id"), "A branch cannot be joined with itself", "value_error"));
        }
        return source;
    }

    private static void mustNotConflict(Joined joined, boolean force) {
        if (!force && !joined.conflicts().isEmpty()) {
            String paths = joined.conflicts().stream().map(Conflict::path).collect(Collectors.joining(", "));
            throw new Refusal.Conflict(
                    "merge_conflict",
                    "Both branches changed " + paths
                            + ", each to something else; make them agree, or merge with force true to take the source's.");
        }
    }
}
