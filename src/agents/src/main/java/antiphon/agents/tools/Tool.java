package antiphon.agents.tools;

import antiphon.agents.config.ToolConfig;
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

/** A tool kept for agents to use. */
@Entity
@Table(name = "tool")
public class Tool {
    @Id
    private String id;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "name")
    private String name;

    @Column(name = "type")
    private String type;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Tool() {}

    Tool(ToolDocument document, Actor by, Instant now) {
        this.id = PublicId.fresh("tool_");
        this.document = document.json();
        this.name = document.name();
        this.type = document.type();
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

    Instant createdAt() {
        return createdAt;
    }

    ToolDocument document() {
        return new ToolDocument(document);
    }

    /** Its settings, by type, with defaults. */
    public ToolConfig config() {
        return document().settings();
    }

    /** What it answers where an agent is only tried out: the contract's ToolResponseMockConfig of each. */
    public JsonArray responseMocks() {
        return document.get("response_mocks") instanceof JsonArray mocks ? mocks : JsonValue.EMPTY_JSON_ARRAY;
    }

    void become(ToolDocument changed, Instant now) {
        document = changed.json();
        name = changed.name();
        type = changed.type();
        updatedAt = now;
    }

    /** The contract's ToolResponseModel: the document with all defaults, and what became of the tool's use. */
    JsonObject asJson(ToolUsage usage, Actor viewer) {
        JsonObject shown = Json.createObjectBuilder(document)
                .add("id", id)
                .add("tool_config", document.getOrDefault("tool_config", JsonValue.EMPTY_JSON_OBJECT))
                .add("access_info", new Creator(createdBy, createdByName).accessFor(viewer))
                .add("usage_stats", usage.asJson())
                .build();
        return Contract.stated().complete("ToolResponseModel", shown);
    }
}
