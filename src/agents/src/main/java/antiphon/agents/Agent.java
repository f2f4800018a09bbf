package antiphon.agents;

import antiphon.agents.documents.Creator;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
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

    @Column(name = "versioned")
    private boolean versioned;

    @Column(name = "traffic")
    private Traffic traffic;

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

    Agent(AgentDocument document, boolean versioned, Actor by, Instant now) {
        this.id = PublicId.fresh("agent_");
        this.branchId = PublicId.fresh("agtbrch_");
        this.versionId = PublicId.fresh("agtvrsn_");
        this.versioned = versioned;
        this.traffic = Traffic.NONE;
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

    /** The document of its main branch. */
    public AgentDocument document() {
        return document;
    }

    public String versionId() {
        return versionId;
    }

    /** The main branch. */
    public String branchId() {
        return branchId;
    }

    public Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /** Whether its owner deals with versions and branches. They are kept either way. */
    public boolean versioned() {
        return versioned;
    }

    void showVersions() {
        versioned = true;
    }

    /** How its calls are shared out among its branches. */
    public Traffic traffic() {
        return traffic;
    }

    public void deploy(Traffic shares) {
        traffic = shares;
    }

    boolean isDeleted() {
        return deletedAt != null;
    }

    /** Takes what its main branch has become. */
    void become(AgentVersion version) {
        document = version.document();
        name = document.name();
        archived = document.archived();
        versionId = version.id();
        updatedAt = version.createdAt();
    }

    void delete(Instant now) {
        deletedAt = now;
    }

    /** The contract's AgentSummaryResponseModel. */
    JsonObject asSummary(Actor viewer, Optional<Instant> lastCall) {
        JsonObjectBuilder summary = Json.createObjectBuilder()
                .add("agent_id", id)
                .add("name", name)
                .add("voice_id", document.config().tts().voiceId())
                .add("tags", document.at("tags"))
                .add("created_at_unix_secs", createdAt.getEpochSecond())
                .add("access_info", accessInfo(viewer))
                .add("archived", archived);
        lastCall.ifPresent(at -> summary.add("last_call_time_unix_secs", at.getEpochSecond()));
        return Contract.stated().complete("AgentSummaryResponseModel", summary.build());
    }

    JsonObject accessInfo(Actor viewer) {
        return new Creator(createdBy, createdByName).accessFor(viewer);
    }
}
