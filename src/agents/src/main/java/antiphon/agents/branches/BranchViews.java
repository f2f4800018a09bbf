package antiphon.agents.branches;

import antiphon.agents.Agent;
import antiphon.agents.AgentBranch;
import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.agents.RecentCalls;
import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/** What branches look like from outside. */
@ApplicationScoped
class BranchViews {
    private static final int VERSIONS_SHOWN = 20;
    private static final Duration WEEK = Duration.ofDays(7);

    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    VersionGraphs graphs;

    @Inject
    Drafts drafts;

    @Inject
    RecentCalls calls;

    @Inject
    InstantSource clock;

    /**
     * @param archived whether archived ones are among them
     * @param most how many; the main branch is the first
     * @param compared whether each is compared with the main branch
     */
    record Selection(boolean archived, int most, boolean compared) {}

    /** What there is to tell of an agent's branches besides themselves. */
    private record Around(
            Optional<VersionGraph> graph, Map<String, Long> recentCalls, Map<String, AgentDraft> drafts) {}

    /** The contract's ListResponse of AgentBranchSummary. */
    @Transactional
    public JsonObject list(String agentId, Selection selection, Actor viewer) {
        Agent agent = agents.find(agentId);
        Around around = new Around(
                selection.compared() ? Optional.of(graphs.of(agent)) : Optional.empty(),
                calls.countByBranch(agentId, clock.instant().minus(WEEK)),
                drafts.all(agentId, viewer));
        JsonArrayBuilder results = Json.createArrayBuilder();
        var shown = versions.branches(agent).stream()
                .sorted(Comparator.comparing(branch -> !branch.id().equals(agent.branchId())))
                .filter(branch -> selection.archived() || !branch.isArchived())
                .toList();
        shown.stream().limit(selection.most()).forEach(branch -> results.add(summary(agent, branch, around, viewer)));
        return Json.createObjectBuilder()
                .add(
                        "meta",
                        Json.createObjectBuilder()
                                .add("total", shown.size())
                                .add("page", 1)
                                .add("page_size", selection.most()))
                .add("results", results)
                .build();
    }

    private static JsonObject summary(Agent agent, AgentBranch branch, Around around, Actor viewer) {
        JsonObjectBuilder summary = branch.asJson(agent, viewer)
                .add("calls_7d", around.recentCalls().getOrDefault(branch.id(), 0L));
        branch.parentBranchId().ifPresent(parent -> summary.add("parent_branch_id", parent));
        branch.mergedIntoBranchId().ifPresent(target -> summary.add("merged_into_branch_id", target));
        Optional.ofNullable(around.drafts().get(branch.id()))
                .ifPresent(draft -> summary.add("draft_exists", true)
                        .add("draft_created_at", draft.createdAt().getEpochSecond())
                        .add("draft_is_behind_tip", draft.isBehind(branch)));
        around.graph()
                .ifPresent(all -> summary.add("commits_ahead", all.ahead(branch.versionId(), agent.versionId()))
                        .add("commits_behind", all.ahead(agent.versionId(), branch.versionId())));
        return Contract.stated().complete("AgentBranchSummary", summary.build());
    }

    /** The contract's AgentBranchResponse. */
    @Transactional
    public JsonObject shown(Branches.Found found, Actor viewer) {
        AgentBranch branch = found.branch();
        JsonArrayBuilder newest = Json.createArrayBuilder();
        versions.newest(branch, VERSIONS_SHOWN).forEach(version -> newest.add(version.asJson(viewer)));
        JsonObjectBuilder shown = branch.asJson(found.agent(), viewer).add("most_recent_versions", newest);
        branch.parentBranchId()
                .map(id -> versions.branch(found.agent(), id))
                .ifPresent(parent -> shown.add(
                        "parent_branch",
                        Json.createObjectBuilder().add("id", parent.id()).add("name", parent.name())));
        return Contract.stated().complete("AgentBranchResponse", shown.build());
    }
}
