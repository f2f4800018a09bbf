package antiphon.agents.environment;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.identity.Actor;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A label and what it means in each environment. What is secret is named by the id of the secret. */
@Entity
@Table(name = "environment_variable")
public class EnvironmentVariable {
    @Id
    private String id;

    @Column(name = "label")
    private String label;

    @Column(name = "type")
    private String type;

    @Column(name = "by_environment")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject byEnvironment;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected EnvironmentVariable() {}

    EnvironmentVariable(String label, String type, JsonObject byEnvironment, Actor by, Instant now) {
        this.id = PublicId.fresh("envvar_");
        this.label = label;
        this.type = type;
        this.byEnvironment = byEnvironment;
        this.createdBy = by.id();
        this.createdAt = now;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    String label() {
        return label;
    }

    String type() {
        return type;
    }

    JsonObject byEnvironment() {
        return byEnvironment;
    }

    void become(JsonObject values, Instant now) {
        byEnvironment = values;
        updatedAt = now;
    }

    /** What it means somewhere. */
    Optional<JsonValue> in(String environment) {
        return Optional.ofNullable(byEnvironment.get(environment))
                .or(() -> Optional.ofNullable(byEnvironment.get(EnvironmentVariables.USUAL)));
    }

    String fingerprint() {
        return Fingerprint.of(label + type + byEnvironment);
    }

    /** The contract's EnvironmentVariableResponse. */
    JsonObject asJson(String workspaceId) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("label", label)
                .add("type", type)
                .add("values", byEnvironment)
                .add("workspace_id", workspaceId)
                .add("created_by_user_id", createdBy)
                .add("created_at_unix_secs", createdAt.getEpochSecond())
                .add("updated_at_unix_secs", updatedAt.getEpochSecond())
                .build();
    }
}
