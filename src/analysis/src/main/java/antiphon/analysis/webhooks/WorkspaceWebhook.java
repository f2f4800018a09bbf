package antiphon.analysis.webhooks;

import antiphon.agents.secrets.Seal;
import antiphon.analysis.webhooks.WebhookTargets.Target;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.identity.Fingerprint;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
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
    private static final String PREVIOUS = "previous_secret";
    private static final String PREVIOUS_UNTIL = "previous_secret_until";

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

    /** In a row. */
    @Column(name = "failures")
    private int failures;

    @Column(name = "failing_since")
    private @Nullable Instant failingSince;

    @Column(name = "last_success_at")
    private @Nullable Instant lastSuccessAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected WorkspaceWebhook() {}

    WorkspaceWebhook(WantedWebhook wanted, String secret, Seal seal, Instant now) {
        this.id = PublicId.fresh("wh_");
        this.name = wanted.name();
        this.url = wanted.url();
        this.retryEnabled = true;
        this.events = "";
        this.createdAt = now;
        this.sealed = closed(
                Json.createObjectBuilder()
                        .add(SECRET, secret)
                        .add(HEADERS, wanted.headers())
                        .build(),
                seal);
    }

    String id() {
        return id;
    }

    private byte[] closed(JsonObject hidden, Seal seal) {
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
            failures = 0;
            failingSince = null;
        }
        change.retryEnabled().ifPresent(retry -> retryEnabled = retry);
        change.events().ifPresent(wanted -> events = String.join(" ", wanted));
        change.headers()
                .ifPresent(headers -> sealed = closed(
                        Json.createObjectBuilder(hidden(seal))
                                .add(HEADERS, headers)
                                .build(),
                        seal));
    }

    /** The old secret signs as well until the given moment. */
    void rotate(String secret, Instant until, Seal seal) {
        JsonObject before = hidden(seal);
        sealed = closed(
                Json.createObjectBuilder(before)
                        .add(SECRET, secret)
                        .add(PREVIOUS, before.getString(SECRET))
                        .add(PREVIOUS_UNTIL, until.getEpochSecond())
                        .build(),
                seal);
    }

    /** Where and how it is told now. */
    Target target(Seal seal, Instant now) {
        JsonObject hidden = hidden(seal);
        List<String> secrets = new ArrayList<>(List.of(hidden.getString(SECRET)));
        if (hidden.containsKey(PREVIOUS)
                && now.getEpochSecond() < hidden.getJsonNumber(PREVIOUS_UNTIL).longValue()) {
            secrets.add(hidden.getString(PREVIOUS));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        hidden.getJsonObject(HEADERS).forEach((name, value) -> headers.put(name, ((JsonString) value).getString()));
        return new Target(url, headers, secrets, retryEnabled);
    }

    /** Nothing is sent to it, by whomever it was switched off. */
    boolean isOff() {
        return disabled || autoDisabled;
    }

    /** Its owner wants to hear nothing. */
    boolean isDisabledByHand() {
        return disabled;
    }

    void succeeded(Instant now) {
        failures = 0;
        failingSince = null;
        lastSuccessAt = now;
    }

    /**
     * Switches it off when it has failed too often and for too long.
     *
     * @param code the answer's; absent when there was none
     */
    void failed(OptionalInt code, Instant now, int most, Duration longest) {
        failures++;
        failingSince = failingSince == null ? now : failingSince;
        lastFailureAt = now;
        lastFailureCode = code.isPresent() ? code.getAsInt() : null;
        Instant good = lastSuccessAt == null ? failingSince : lastSuccessAt;
        if (failures >= most && good.plus(longest).isBefore(now)) {
            autoDisabled = true;
        }
    }

    /** Its server says that it is there no more, and will not be. */
    void gone(int code, Instant now) {
        autoDisabled = true;
        failures++;
        lastFailureAt = now;
        lastFailureCode = code;
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
