package antiphon.simulation.runs;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.StorableJson;
import antiphon.api.contract.Contract;
import antiphon.conversations.TextCalls.Subject;
import antiphon.simulation.Trials.Outcome;
import antiphon.simulation.library.AgentTest;
import antiphon.simulation.library.TestKind;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One test, carried out once: waits, is carried out, and then has passed or failed. It holds the test as it was then. */
@Entity
@Table(name = "test_run")
public class TestRun {
    /** The contract's words, in lower case. */
    enum Status {
        PENDING,
        PASSED,
        FAILED,
        CANCELLED;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private String id;

    @Column(name = "invocation_id")
    private String invocationId;

    @Column(name = "position")
    private int position;

    @Column(name = "agent_id")
    private String agentId;

    @Column(name = "branch_id")
    private String branchId;

    @Column(name = "version_id")
    private String versionId;

    @Column(name = "draft_id")
    private @Nullable String draftId;

    @Column(name = "test_id")
    private String testId;

    @Column(name = "test_name")
    private String testName;

    @Column(name = "test_type")
    private String testType;

    @Column(name = "test_document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject testDocument;

    @Column(name = "workflow_node_id")
    private @Nullable String workflowNodeId;

    @Column(name = "root_folder_id")
    private @Nullable String rootFolderId;

    @Column(name = "root_folder_name")
    private @Nullable String rootFolderName;

    @Column(name = "status")
    private String status;

    @Column(name = "results")
    @Convert(converter = JsonObjectColumn.class)
    private @Nullable JsonObject results;

    @Column(name = "attempts")
    private int attempts;

    @Column(name = "claim")
    private @Nullable String claim;

    @Column(name = "claimed_until")
    private @Nullable Instant claimedUntil;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected TestRun() {}

    /** Where it stands among others, and where its test came from. */
    record Place(
            String invocationId,
            int position,
            Optional<String> nodeId,
            Optional<String> rootFolderId,
            Optional<String> rootFolderName) {}

    TestRun(Place place, AgentTest test, Subject agent, Optional<String> draft, Instant now) {
        this.id = PublicId.fresh("trun_");
        this.invocationId = place.invocationId();
        this.position = place.position();
        this.testId = test.id();
        this.workflowNodeId = place.nodeId().orElse(null);
        this.rootFolderId = place.rootFolderId().orElse(null);
        this.rootFolderName = place.rootFolderName().orElse(null);
        this.status = Status.PENDING.wireName();
        take(test);
        of(agent, draft);
        this.updatedAt = now;
    }

    private void take(AgentTest test) {
        testName = test.name();
        testType = test.kind().wireName();
        testDocument = test.document();
    }

    private void of(Subject agent, Optional<String> draft) {
        agentId = agent.agentId();
        branchId = agent.branchId();
        versionId = agent.versionId();
        draftId = draft.orElse(null);
    }

    String id() {
        return id;
    }

    String invocationId() {
        return invocationId;
    }

    int position() {
        return position;
    }

    String testId() {
        return testId;
    }

    String testName() {
        return testName;
    }

    TestKind kind() {
        return TestKind.of(testType);
    }

    JsonObject testDocument() {
        return testDocument;
    }

    String agentId() {
        return agentId;
    }

    String branchId() {
        return branchId;
    }

    String versionId() {
        return versionId;
    }

    Optional<String> draftId() {
        return Optional.ofNullable(draftId);
    }

    Optional<String> workflowNodeId() {
        return Optional.ofNullable(workflowNodeId);
    }

    Status status() {
        return Status.valueOf(status.toUpperCase(Locale.ROOT));
    }

    boolean isClaimedBy(String who) {
        return status() == Status.PENDING && who.equals(claim);
    }

    int attempts() {
        return attempts;
    }

    /** Why it came to what it came to; empty while it has come to nothing. */
    String reason() {
        return Optional.ofNullable(results)
                .map(result -> result.getJsonObject("condition_result"))
                .map(condition -> condition.getJsonObject("rationale").getString("summary"))
                .orElse("");
    }

    void claim(String who, Instant until) {
        claim = who;
        claimedUntil = until;
        attempts++;
    }

    void renew(Instant until) {
        claimedUntil = until;
    }

    void settle(Outcome outcome, Instant now) {
        status = (outcome.verdict().isSuccess() ? Status.PASSED : Status.FAILED).wireName();
        JsonArrayBuilder responses = Json.createArrayBuilder();
        outcome.responses().forEach(responses::add);
        results = StorableJson.cleaned(Json.createObjectBuilder()
                .add("condition_result", outcome.verdict().asCondition())
                .add("agent_responses", responses)
                .build());
        release(now);
    }

    void cancel(Instant now) {
        status = Status.CANCELLED.wireName();
        release(now);
    }

    /** Back into the queue. */
    void submit(Optional<AgentTest> test, Subject agent, Optional<String> draft, Instant now) {
        test.ifPresent(this::take);
        of(agent, draft);
        status = Status.PENDING.wireName();
        results = null;
        attempts = 0;
        release(now);
    }

    private void release(Instant now) {
        claim = null;
        claimedUntil = null;
        updatedAt = now;
    }

    @Nullable
    Instant claimedUntil() {
        return claimedUntil;
    }

    /** The contract's UnitTestRunResponseModel. */
    JsonObject asJson(String workspaceId) {
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("test_run_id", id)
                .add("test_info", testInfo())
                .add("test_invocation_id", invocationId)
                .add("agent_id", agentId)
                .add("branch_id", branchId)
                .add("version_id", versionId)
                .add("ran_against_draft", draftId != null)
                .add("status", status)
                .add("test_id", testId)
                .add("test_name", testName)
                .add("last_updated_at_unix", updatedAt.getEpochSecond())
                .add("metadata", metadata(workspaceId))
                .add("environment", environment());
        put(json, "workflow_node_id", workflowNodeId);
        put(json, "root_folder_id", rootFolderId);
        put(json, "root_folder_name", rootFolderName);
        if (results != null) {
            json.addAll(Json.createObjectBuilder(results));
        }
        return Contract.stated().complete("UnitTestRunResponseModel", json.build());
    }

    private JsonObject testInfo() {
        JsonObject typed = Json.createObjectBuilder(testDocument)
                .remove("name")
                .remove("parent_folder_id")
                .add("type", testType)
                .build();
        return kind().shownInRun(typed);
    }

    /** Keys have no e-mail address; the contract wants one all the same. */
    private JsonObject metadata(String workspaceId) {
        return Json.createObjectBuilder()
                .add("workspace_id", workspaceId)
                .add("test_name", testName)
                .add("ran_by_user_email", "")
                .add("test_type", kind() == TestKind.TOOL ? "tool_call" : testType)
                .build();
    }

    private JsonValue environment() {
        return testDocument.get("environment") instanceof JsonString name ? name : JsonValue.NULL;
    }

    private static void put(JsonObjectBuilder json, String name, @Nullable String text) {
        if (text == null) {
            json.addNull(name);
        } else {
            json.add(name, text);
        }
    }
}
