package antiphon.agents;

import antiphon.agents.documents.Creator;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An agent. Lives as one row from its making; when deleted it is found no more, but conversations still refer to it. */
@Entity
@Table(name = "agent")
public class Agent {
    @Id
    private String id;

    @Column(name = "document")
    private AgentDocument document;

    @Column(name = "name")
    private String name;

    @Column(name = "archived")
    private boolean archived;

    @Column(name = "version_id")
    private String versionId;

    @Column(name = "branch_id")
    private String branchId;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Agent() {}

    Agent(AgentDocument document, Actor by, Instant now) {
        this.id = PublicId.fresh("agent_");
        this.branchId = PublicId.fresh("agtbrch_");
        this.versionId = PublicId.fresh("agtvrsn_");
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.updatedAt = now;
        this.document = document;
        this.name = document.name();
        this.archived = document.archived();
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public AgentDocument document() {
        return document;
    }

    public String versionId() {
        return versionId;
    }

    /** The main branch, the only one there is. */
    public String branchId() {
        return branchId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /** Takes a new document under a new version id; the same document again changes nothing. */
    boolean become(AgentDocument changed, Instant now) {
        if (changed.equals(document)) {
            return false;
        }
        document = changed;
        name = changed.name();
        archived = changed.archived();
        versionId = PublicId.fresh("agtvrsn_");
        updatedAt = now;
        return true;
    }

    void delete(Instant now) {
        deletedAt = now;
    }

    /** The contract's GetAgentResponseModel of one of this agent's versions: the document with all defaults and ids. */
    JsonObject asJson(AgentDocument shown, String shownVersionId, Actor viewer) {
        JsonObjectBuilder agent = Json.createObjectBuilder(shown.json())
                .add("agent_id", id)
                .add("name", shown.name())
                .add(
                        "metadata",
                        Json.createObjectBuilder()
                                .add("created_at_unix_secs", createdAt.getEpochSecond())
                                .add("updated_at_unix_secs", updatedAt.getEpochSecond()))
                .add("access_info", accessInfo(viewer))
                .add("version_id", shownVersionId)
                .add("branch_id", branchId)
                .add("main_branch_id", branchId);
        return Contract.stated().complete("GetAgentResponseModel", agent.build());
    }

    JsonObject asJson(Actor viewer) {
        return asJson(document, versionId, viewer);
    }

    /** The contract's AgentSummaryResponseModel. */
    JsonObject asSummary(Actor viewer) {
        JsonObjectBuilder summary = Json.createObjectBuilder()
                .add("agent_id", id)
                .add("name", name)
                .add("voice_id", document.config().tts().voiceId())
                .add("tags", document.at("tags"))
                .add("created_at_unix_secs", createdAt.getEpochSecond())
                .add("access_info", accessInfo(viewer))
                .add("archived", archived);
        return Contract.stated().complete("AgentSummaryResponseModel", summary.build());
    }

    private JsonObject accessInfo(Actor viewer) {
        return new Creator(createdBy, createdByName).accessFor(viewer);
    }
}
