package antiphon.agents;

import antiphon.agents.documents.Creator;
import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a branch of an agent was from one change to the next. Never changes. */
@Entity
@Table(name = "agent_version")
public class AgentVersion {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "number")
    private int number;

    @Column(name = "branch_id")
    private String branchId;

    @Column(name = "branch_number")
    private int branchNumber;

    @Column(name = "document")
    private AgentDocument document;

    @Column(name = "description")
    private @Nullable String description;

    @Column(name = "in_branch_parent_id")
    private @Nullable String inBranchParentId;

    @Column(name = "out_of_branch_parent_id")
    private @Nullable String outOfBranchParentId;

    @Column(name = "merged_from_branch_id")
    private @Nullable String mergedFromBranchId;

    @Column(name = "merged_from_version_id")
    private @Nullable String mergedFromVersionId;

    @Column(name = "rebased_from_version_id")
    private @Nullable String rebasedFromVersionId;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentVersion() {}

    /**
     * The next version of a branch.
     *
     * @param number among all versions of the agent, from 1
     * @param branchNumber among those of the branch, from 1
     */
    AgentVersion(
            String id, AgentBranch branch, int number, int branchNumber, Commit commit, Actor by, Instant createdAt) {
        this.id = id;
        this.agentId = branch.agentId();
        this.number = number;
        this.branchId = branch.id();
        this.branchNumber = branchNumber;
        this.document = commit.document();
        this.description = commit.description().orElse(null);
        this.inBranchParentId = branchNumber == 1 ? null : branch.versionId();
        switch (commit.origin()) {
            case Commit.Edited edited -> {}
            case Commit.BranchedFrom(String versionId) -> this.outOfBranchParentId = versionId;
            case Commit.MergedFrom(String fromBranch, String fromVersion) -> {
                this.mergedFromBranchId = fromBranch;
                this.mergedFromVersionId = fromVersion;
            }
            case Commit.RebasedOn(String versionId) -> this.rebasedFromVersionId = versionId;
        }
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public String agentId() {
        return agentId;
    }

    public String branchId() {
        return branchId;
    }

    /** 1 for the state in which the agent was made; grows with every version of any of its branches. */
    public int number() {
        return number;
    }

    public AgentDocument document() {
        return document;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** The versions of which this one was made. */
    public List<String> parents() {
        return Stream.of(inBranchParentId, outOfBranchParentId, mergedFromVersionId, rebasedFromVersionId)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** The contract's AgentVersionMetadata. */
    public JsonObject asJson(Actor viewer) {
        JsonObjectBuilder parents = Json.createObjectBuilder();
        put(parents, "in_branch_parent_id", inBranchParentId);
        put(parents, "out_of_branch_parent_id", outOfBranchParentId);
        put(parents, "merged_into_branch_id", mergedFromBranchId == null ? null : branchId);
        put(parents, "merged_from_branch_id", mergedFromBranchId);
        put(parents, "merged_from_version_id", mergedFromVersionId);
        put(parents, "rebased_from_version_id", rebasedFromVersionId);
        JsonObjectBuilder version = Json.createObjectBuilder()
                .add("id", id)
                .add("agent_id", agentId)
                .add("branch_id", branchId)
                .add("version_description", Objects.requireNonNullElse(description, ""))
                .add("seq_no_in_branch", branchNumber)
                .add("time_committed_secs", createdAt.getEpochSecond())
                .add("parents", parents)
                .add("access_info", new Creator(createdBy, createdByName).accessFor(viewer));
        return Contract.stated().complete("AgentVersionMetadata", version.build());
    }

    private static void put(JsonObjectBuilder into, String name, @Nullable String value) {
        if (value == null) {
            into.addNull(name);
        } else {
            into.add(name, value);
        }
    }
}
