package antiphon.agents.branches;

import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.agents.MainFollowers;
import antiphon.agents.RecentCalls;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;

/** Branches put together by hand. */
public final class BranchesFurniture {
    private final Branches branches = new Branches();
    private final BranchViews views = new BranchViews();
    private final Merges merges = new Merges();
    private final Drafts drafts = new Drafts();
    private final Deployments deployments = new Deployments();
    private final Agents agents;
    private final AgentVersions versions;

    public BranchesFurniture(
            EntityManager entities,
            InstantSource clock,
            AuditTrail audit,
            Agents agents,
            AgentVersions versions,
            RecentCalls calls) {
        this.agents = agents;
        this.versions = versions;
        VersionGraphs graphs = new VersionGraphs();
        graphs.entities = entities;
        drafts.entities = entities;
        drafts.clock = clock;
        drafts.agents = agents;
        drafts.versions = versions;
        drafts.audit = audit;
        branches.clock = clock;
        branches.agents = agents;
        branches.versions = versions;
        branches.drafts = drafts;
        branches.audit = audit;
        deployments.entities = entities;
        deployments.clock = clock;
        deployments.agents = agents;
        deployments.versions = versions;
        deployments.audit = audit;
        merges.agents = agents;
        merges.versions = versions;
        merges.graphs = graphs;
        merges.branches = branches;
        merges.deployments = deployments;
        views.agents = agents;
        views.versions = versions;
        views.graphs = graphs;
        views.drafts = drafts;
        views.calls = calls;
        views.clock = clock;
    }

    public MainFollowers merges() {
        return merges;
    }

    public List<Object> doors(Caller caller) {
        BranchesResource branchesDoor = new BranchesResource();
        branchesDoor.branches = branches;
        branchesDoor.views = views;
        branchesDoor.merges = merges;
        branchesDoor.caller = caller;
        HistoryResource history = new HistoryResource();
        history.agents = agents;
        history.versions = versions;
        history.deployments = deployments;
        history.drafts = drafts;
        history.caller = caller;
        return List.of(branchesDoor, history);
    }
}
