package antiphon.simulation.library;

import antiphon.agents.documents.Creator;
import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.identity.Actor;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A test that agents can be put to, as its owner wrote it; or a folder in which tests and folders lie. */
@Entity
@Table(name = "agent_test")
public class AgentTest {
    static final String FOLDER = "folder";

    @Id
    private String id;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "name")
    private String name;

    @Column(name = "type")
    private String type;

    @Column(name = "folder_id")
    private @Nullable String folderId;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AgentTest() {}

    private AgentTest(String id, String type, JsonObject document, Place place, Actor by, Instant now) {
        this.id = id;
        this.type = type;
        this.document = document;
        this.name = place.name();
        this.folderId = place.folderId().orElse(null);
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** What a thing is called, and in which folder it lies; empty means in none. */
    record Place(String name, Optional<String> folderId) {}

    static AgentTest test(TestKind kind, JsonObject document, Place place, Actor by, Instant now) {
        return new AgentTest(PublicId.fresh("test_"), kind.wireName(), document, place, by, now);
    }

    static AgentTest folder(Place place, Actor by, Instant now) {
        return new AgentTest(PublicId.fresh("tfld_"), FOLDER, JsonValue.EMPTY_JSON_OBJECT, place, by, now);
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

    boolean isFolder() {
        return type.equals(FOLDER);
    }

    /** @throws IllegalArgumentException for a folder */
    public TestKind kind() {
        return TestKind.of(type);
    }

    /** As it was sent. */
    public JsonObject document() {
        return document;
    }

    Optional<String> folderId() {
        return Optional.ofNullable(folderId);
    }

    void become(TestKind kind, JsonObject changed, Place place, Instant now) {
        type = kind.wireName();
        document = changed;
        name = place.name();
        folderId = place.folderId().orElse(null);
        updatedAt = now;
    }

    void rename(String to, Instant now) {
        name = to;
        updatedAt = now;
    }

    void move(Optional<String> toFolder, Instant now) {
        folderId = toFolder.orElse(null);
        updatedAt = now;
    }

    String fingerprint() {
        return Fingerprint.of(name + "\n" + folderId + "\n" + document);
    }

    /** The contract's Get…TestResponseModel. */
    JsonObject asJson(Actor viewer) {
        JsonObject shown = Json.createObjectBuilder(document)
                .remove("parent_folder_id")
                .add("type", type)
                .add("id", id)
                .add("name", name)
                .add("access_info", accessFor(viewer))
                .build();
        return kind().shown(shown);
    }

    /** What its summary says, but for where it lies and how much lies in it. */
    JsonObjectBuilder summary(Actor viewer) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("name", name)
                .add("access_info", accessFor(viewer))
                .add("created_at_unix_secs", createdAt.getEpochSecond())
                .add("last_updated_at_unix_secs", updatedAt.getEpochSecond())
                .add("type", type)
                .add("entity_type", isFolder() ? FOLDER : "test")
                .add(
                        "conversation_initiation_source",
                        document.getOrDefault("conversation_initiation_source", JsonValue.NULL));
    }

    private JsonObject accessFor(Actor viewer) {
        return new Creator(createdBy, createdByName).accessFor(viewer);
    }
}
