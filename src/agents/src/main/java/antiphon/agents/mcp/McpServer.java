package antiphon.agents.mcp;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.documents.Creator;
import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A server that offers tools over the Model Context Protocol. */
@Entity
@Table(name = "mcp_server")
public class McpServer {
    @Id
    private String id;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "approved_tools")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject approvedTools;

    @Column(name = "name")
    private String name;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected McpServer() {}

    McpServer(McpServerDocument document, Actor by, Instant now) {
        this.id = PublicId.fresh("mcp_");
        this.document = document.json();
        this.approvedTools = JsonValue.EMPTY_JSON_OBJECT;
        this.name = document.config().name();
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.updatedAt = now;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    McpServerDocument document() {
        return new McpServerDocument(document);
    }

    /** Its settings, by type, with defaults. */
    public McpServerConfig config() {
        return document().config();
    }

    void become(McpServerDocument changed, Instant now) {
        document = changed.json();
        name = changed.config().name();
        updatedAt = now;
    }

    /** Remembers what was looked at when a tool was approved. */
    void remember(String tool, JsonObject definition) {
        approvedTools =
                Json.createObjectBuilder(approvedTools).add(tool, definition).build();
    }

    void forget(String tool) {
        approvedTools = Json.createObjectBuilder(approvedTools).remove(tool).build();
    }

    /** The definition of a tool that was looked at, in the contract's shape. */
    Optional<JsonObject> approved(String tool) {
        return Optional.ofNullable(approvedTools.getJsonObject(tool));
    }

    /** The contract's MCPServerResponseModel: the settings with all defaults. */
    JsonObject asJson(JsonArray dependentAgents, Actor viewer) {
        JsonObject shown = Json.createObjectBuilder()
                .add("id", id)
                .add("config", document)
                .add("access_info", new Creator(createdBy, createdByName).accessFor(viewer))
                .add("dependent_agents", dependentAgents)
                .add(
                        "metadata",
                        Json.createObjectBuilder()
                                .add("created_at", createdAt.getEpochSecond())
                                .add("owner_user_id", createdBy))
                .build();
        return Contract.stated().complete("MCPServerResponseModel", shown);
    }
}
