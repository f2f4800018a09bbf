package antiphon.simulation.runs;

import antiphon.agents.documents.Creator;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.conversations.TextCalls.Subject;
import antiphon.identity.Actor;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Tests that an agent was put to at one time. */
@Entity
@Table(name = "test_invocation")
public class TestInvocation {
    @Id
    private String id;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "branch_id")
    private String branchId;

    @Column(name = "version_id")
    private String versionId;

    @Column(name = "against_draft")
    private boolean againstDraft;

    @Column(name = "title")
    private String title;

    @Column(name = "folder_id")
    private @Nullable String folderId;

    @Column(name = "repeat_count")
    private int repeatCount;

    @Column(name = "cancelled")
    private boolean cancelled;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected TestInvocation() {}

    /** @param draft whether the agent is not tested as it is kept */
    TestInvocation(Subject agent, boolean draft, String title, int repeatCount, Actor by, Instant now) {
        this.id = PublicId.fresh("tinv_");
        this.agentId = agent.agentId();
        this.branchId = agent.branchId();
        this.versionId = agent.versionId();
        this.againstDraft = draft;
        this.title = title;
        this.repeatCount = repeatCount;
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    String agentId() {
        return agentId;
    }

    String versionId() {
        return versionId;
    }

    int repeatCount() {
        return repeatCount;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** All in one folder, where they were run together. */
    void inFolder(@Nullable String folder) {
        folderId = folder;
    }

    void cancel() {
        cancelled = true;
    }

    /** Some of its tests are carried out once more. */
    void revive() {
        cancelled = false;
    }

    /**
     * The contract's GetTestSuiteInvocationResponseModel.
     *
     * @param bucketing how far the grouping of repeated runs has come; null where nothing was repeated
     */
    JsonObject asJson(JsonArray runs, JsonArray groups, @Nullable String bucketing) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("id", id)
                .add("agent_id", agentId)
                .add("branch_id", branchId)
                .add("version_id", versionId)
                .add("ran_against_draft", againstDraft)
                .add("created_at", createdAt.getEpochSecond())
                .add("repeat_count", repeatCount)
                .add("result_groups", groups)
                .add("test_runs", runs)
                .add("cancelled", cancelled);
        put(json, "folder_id", folderId);
        put(json, "bucketing_status", bucketing);
        return json.build();
    }

    /** The contract's TestInvocationSummaryResponseModel. Nothing is charged here. */
    JsonObject asSummary(Tally tally, Actor viewer) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("agent_id", agentId)
                .add("branch_id", branchId)
                .add("version_id", versionId)
                .add("ran_against_draft", againstDraft)
                .add("runs_diverged_from_version", tally.diverged())
                .add("created_at_unix_secs", createdAt.getEpochSecond())
                .add("test_run_count", tally.passed() + tally.failed() + tally.pending() + tally.cancelled())
                .add("passed_count", tally.passed())
                .add("failed_count", tally.failed())
                .add("pending_count", tally.pending())
                .add("cancelled_count", tally.cancelled())
                .add("title", title)
                .add("access_info", new Creator(createdBy, createdByName).accessFor(viewer))
                .add("repeat_count", repeatCount)
                .add("cancelled", cancelled)
                .addNull("credits_used")
                .addNull("total_price")
                .build();
    }

    /**
     * How many of its runs came to what.
     *
     * @param diverged whether some were of another version of the agent
     */
    record Tally(long passed, long failed, long pending, long cancelled, boolean diverged) {
        static final Tally NONE = new Tally(0, 0, 0, 0, false);
    }

    private static void put(JsonObjectBuilder json, String name, @Nullable String text) {
        if (text == null) {
            json.addNull(name);
        } else {
            json.add(name, text);
        }
    }
}
