package antiphon.analysis.webhooks;

import antiphon.agents.secrets.Seal;
import antiphon.api.PublicId;
import antiphon.identity.Fingerprint;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An address that wants to hear of what happened, and the secret by which it knows that it was told by this server. The
 * secret and the headers of its requests are sealed.
 */
@Entity
@Table(name = "workspace_webhook")
class WorkspaceWebhook {
    private static final String SECRET = "secret";
    private static final String HEADERS = "request_headers";

    @Id
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "url")
    private String url;

    @Column(name = "sealed")
    private byte[] sealed;

    @Column(name = "disabled")
    private boolean disabled;

    /** Disabled by this server, because nothing could be delivered for long. */
    @Column(name = "auto_disabled")
    private boolean autoDisabled;

    @Column(name = "retry_enabled")
    private boolean retryEnabled;

    /** The contract's words with blanks between them. */
    @Column(name = "events")
    private String events;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_failure_code")
    private @Nullable Integer lastFailureCode;

    @Column(name = "last_failure_at")
    private @Nullable Instant lastFailureAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected WorkspaceWebhook() {}

    WorkspaceWebhook(WantedWebhook wanted, String secret, Seal seal, Instant now) {
        this.id = PublicId.fresh("wh_");
        this.name = wanted.name();
        this.url = wanted.url();
        this.retryEnabled = true;
        this.events = "";
        this.createdAt = now;
        this.sealed = closed(secret, wanted.headers(), seal);
    }

    String id() {
        return id;
    }

    private byte[] closed(String secret, JsonObject headers, Seal seal) {
        JsonObject hidden = Json.createObjectBuilder()
                .add(SECRET, secret)
                .add(HEADERS, headers)
                .build();
        return seal.close(id, hidden.toString());
    }

    /** The secret and the headers; never for an answer. */
    JsonObject hidden(Seal seal) {
        try (JsonReader reader = Json.createReader(new StringReader(seal.open(id, sealed)))) {
            return reader.readObject();
        }
    }

    /** Switching it on by hand forgives what made this server switch it off. */
    void become(WebhookChange change, Seal seal) {
        name = change.name();
        disabled = change.disabled();
        if (!disabled) {
            autoDisabled = false;
        }
        change.retryEnabled().ifPresent(retry -> retryEnabled = retry);
        change.events().ifPresent(wanted -> events = String.join(" ", wanted));
        change.headers().ifPresent(headers -> sealed = closed(hidden(seal).getString(SECRET), headers, seal));
    }

    /**
     * The contract's WorkspaceWebhookResponseModel.
     *
     * @param usage what uses it, or null where nobody asked
     */
    JsonObject asJson(JsonValue usage) {
        return Json.createObjectBuilder()
                .add("name", name)
                .add("webhook_id", id)
                .add("webhook_url", url)
                .add("is_disabled", disabled)
                .add("is_auto_disabled", autoDisabled)
                .add("created_at_unix", createdAt.getEpochSecond())
                .add("auth_type", "hmac")
                .add("usage", usage)
                .add("events", eventsAsJson())
                .add(
                        "most_recent_failure_error_code",
                        lastFailureCode == null ? JsonValue.NULL : Json.createValue(lastFailureCode))
                .add(
                        "most_recent_failure_timestamp",
                        lastFailureAt == null ? JsonValue.NULL : Json.createValue(lastFailureAt.getEpochSecond()))
                .build();
    }

    private JsonValue eventsAsJson() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        events().forEach(list::add);
        return list.build();
    }

    private List<String> events() {
        return Arrays.stream(events.split(" ")).filter(word -> !word.isEmpty()).toList();
    }

    /** Names a state of the webhook without telling anything of its secret. */
    String fingerprint() {
        return Fingerprint.of(
                name + url + disabled + retryEnabled + events + HexFormat.of().formatHex(sealed));
    }
}
