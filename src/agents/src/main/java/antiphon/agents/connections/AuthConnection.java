package antiphon.agents.connections;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.agents.secrets.Seal;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.contract.Contract;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A way to prove who one is, kept for tools and MCP servers to use. Its secrets are sealed. */
@Entity
@Table(name = "auth_connection")
class AuthConnection {
    private static final String ACTIVE = "active";

    @Id
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "auth_type")
    private String authType;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "sealed_secrets")
    private byte[] sealedSecrets;

    @Column(name = "status")
    private String status;

    @Column(name = "status_detail")
    private @Nullable String statusDetail;

    @Column(name = "status_updated_at")
    private @Nullable Instant statusUpdatedAt;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AuthConnection() {}

    AuthConnection(ConnectionDocument document, Seal seal, Instant now) {
        this.id = PublicId.fresh("auth_");
        this.name = document.text("name");
        this.authType = document.kind().wireName();
        this.document = document.shown();
        this.sealedSecrets = seal.close(id, document.hidden().toString());
        this.status = ACTIVE;
        this.createdAt = now;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    Instant updatedAt() {
        return updatedAt;
    }

    /** Everything, secrets and all; never for an answer. */
    ConnectionDocument opened(Seal seal) {
        try (JsonReader reader = Json.createReader(new StringReader(seal.open(id, sealedSecrets)))) {
            JsonObject whole = Json.createObjectBuilder(document)
                    .addAll(Json.createObjectBuilder(reader.readObject()))
                    .build();
            return new ConnectionDocument(ConnectionKind.parse(authType), whole);
        }
    }

    void become(ConnectionDocument changed, Seal seal, Instant now) {
        document = changed.shown();
        sealedSecrets = seal.close(id, changed.hidden().toString());
        updatedAt = now;
        note(ACTIVE, null, now);
    }

    /** What came of its last use; says nothing where it is known already. */
    void note(String newStatus, @Nullable String detail, Instant now) {
        if (!status.equals(newStatus)) {
            status = newStatus;
            statusDetail = detail;
            statusUpdatedAt = now;
        }
    }

    /** The contract's response of its kind, with who uses it. */
    JsonObject asJson(JsonObject usedBy) {
        JsonObjectBuilder shown = Json.createObjectBuilder(document)
                .add("id", id)
                .add("used_by", usedBy)
                .add("status", status)
                .add("status_detail", text(statusDetail))
                .add("status_updated_at", text(statusUpdatedAt));
        return Contract.stated().complete(ConnectionKind.parse(authType).response(), shown.build());
    }

    private static JsonValue text(@Nullable Object value) {
        return value == null ? JsonValue.NULL : Json.createValue(value.toString());
    }

    /** Names a state of the connection without telling anything of its secrets. */
    String fingerprint() {
        return Fingerprint.of(document + HexFormat.of().formatHex(sealedSecrets));
    }
}
