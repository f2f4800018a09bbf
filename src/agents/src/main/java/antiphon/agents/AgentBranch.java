package antiphon.agents;

import antiphon.agents.documents.Creator;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A line of versions of an agent. Begins as its main branch, or from a version of another; archived, it stands still. */
@Entity
@Table(name = "agent_branch")
public class AgentBranch {
    private static final String MAIN = "Main";

    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "name")
    private String name;

    @Column(name = "description")
    private String description;

    @Column(name = "version_id")
    private String versionId;

    @Column(name = "parent_branch_id")
    private @Nullable String parentBranchId;

    @Column(name = "merged_into_branch_id")
    private @Nullable String mergedIntoBranchId;

    @Column(name = "admin_only")
    private boolean adminOnly;

    @Column(name = "auto_rebase")
    private boolean autoRebase;

    @Column(name = "archived")
    private boolean archived;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "committed_at")
    private Instant committedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentBranch() {}

    private AgentBranch(String id, String agentId, String name, String versionId, Actor by, Instant now) {
        this.id = id;
        this.agentId = agentId;
        this.name = name;
        this.description = "";
        this.versionId = versionId;
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.committedAt = now;
    }

    static AgentBranch main(Agent agent, Actor by) {
        return new AgentBranch(agent.branchId(), agent.id(), MAIN, agent.versionId(), by, agent.createdAt());
    }

    /** A branch that begins where another stands or stood. */
    public static AgentBranch from(AgentVersion version, String name, String description, Actor by, Instant now) {
        AgentBranch branch =
                new AgentBranch(PublicId.fresh("agtbrch_"), version.agentId(), name, version.id(), by, now);
        branch.parentBranchId = version.branchId();
        branch.description = description;
        return branch;
    }

    public String id() {
        return id;
    }

    public String agentId() {
        return agentId;
    }

    public String name() {
        return name;
    }

    /** Its newest version. */
    public String versionId() {
        return versionId;
    }

    public Optional<String> parentBranchId() {
        return Optional.ofNullable(parentBranchId);
    }

    public boolean isArchived() {
        return archived;
    }

    public boolean followsMain() {
        return autoRebase && !archived && parentBranchId != null;
    }

    /** @throws Refusal when it stands still, or this one may not change it */
    public void mustAdmit(Actor by) {
        if (archived) {
            throw new Refusal.Conflict(
                    "branch_archived", "The branch '" + id + "' is archived; bring it back with is_archived false.");
        }
        mustBeInReachOf(by);
    }

    /** @throws Refusal.Forbidden when it is protected from this one */
    public void mustBeInReachOf(Actor by) {
        if (adminOnly && !by.role().covers(Role.ADMIN)) {
            throw new Refusal.Forbidden(
                    "branch_protected", "The branch '" + id + "' is protected; only administrators change it.");
        }
    }

    void advance(AgentVersion version) {
        versionId = version.id();
        committedAt = version.createdAt();
    }

    public void rename(String newName) {
        name = newName;
    }

    public void archive(boolean away) {
        archived = away;
    }

    public void protect(boolean onlyAdministrators) {
        adminOnly = onlyAdministrators;
    }

    public void follow(boolean main) {
        autoRebase = main;
    }

    public void mergedInto(AgentBranch target) {
        mergedIntoBranchId = target.id;
    }

    /** What the contract's AgentBranchResponse and AgentBranchSummary have in common. */
    public JsonObjectBuilder asJson(Agent agent, Actor viewer) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", name)
                .add("agent_id", agentId)
                .add("description", description)
                .add("created_at", createdAt.getEpochSecond())
                .add("last_committed_at", committedAt.getEpochSecond())
                .add("is_archived", archived)
                .add("protection_status", adminOnly ? "admin_perms_required" : "writer_perms_required")
                .add("access_info", new Creator(createdBy, createdByName).accessFor(viewer))
                .add("current_live_percentage", agent.traffic().share(id, agent.branchId()))
                .add("auto_rebase", autoRebase);
    }

    /** What changes of it besides its versions, for the audit trail. */
    public String trace() {
        return String.join("\n", name, String.valueOf(archived), String.valueOf(adminOnly), String.valueOf(autoRebase));
    }

    /** Where it was merged into, if it was. */
    public Optional<String> mergedIntoBranchId() {
        return Optional.ofNullable(mergedIntoBranchId);
    }
}
