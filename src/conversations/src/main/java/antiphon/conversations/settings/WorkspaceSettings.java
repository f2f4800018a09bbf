package antiphon.conversations.settings;

import antiphon.agents.secrets.Secrets;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the workspace. {@code can_use_mcp_servers}, {@code webhooks} and
 * {@code conversation_embedding_retention_days} act on this server; the others are kept for those who will read them.
 */
@ApplicationScoped
public class WorkspaceSettings {
    private static final String MCP = "can_use_mcp_servers";
    private static final String RETENTION = "conversation_embedding_retention_days";

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    Secrets secrets;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /** With all defaults; MCP servers may be used here until somebody says no. */
    @Transactional
    public JsonObject shown(SettingsDocument which) {
        JsonObject document = document(which);
        boolean known = document.containsKey(MCP) || !which.equals(SettingsDocument.CONVERSATIONS);
        JsonObject told = known
                ? document
                : Json.createObjectBuilder(document).add(MCP, true).build();
        return Contract.stated().complete(which.response(), told);
    }

    /**
     * An RFC 7396 merge.
     *
     * @throws Refusal.Invalid naming every place of what was sent that is wrong
     */
    @Transactional
    public JsonObject change(SettingsDocument which, JsonObject sent, Actor by) {
        List<Problem> problems = new ArrayList<>(Contract.stated().problems(which.request(), sent));
        checkSecrets(sent, problems);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        WorkspaceSetting known = locked(which);
        JsonObject before = known.document();
        JsonObject after = Json.createMergePatch(sent).apply(before).asJsonObject();
        known.become(after, clock.instant());
        audit.note(
                by,
                "settings.change",
                which.name(),
                Fingerprint.of(before.toString()),
                Fingerprint.of(after.toString()));
        return shown(which);
    }

    /** Whether agents may use MCP servers. */
    @Transactional
    public boolean mcpServersMayBeUsed() {
        return document(SettingsDocument.CONVERSATIONS).getBoolean(MCP, true);
    }

    /** Who is told of conversations where an agent does not say otherwise; the contract's ConvAIWebhooks. */
    @Transactional
    public JsonObject webhooks() {
        return document(SettingsDocument.CONVERSATIONS).get("webhooks") instanceof JsonObject webhooks
                ? webhooks
                : JsonValue.EMPTY_JSON_OBJECT;
    }

    /** How long messages can be found by their meaning; empty for as long as the conversation is kept. */
    @Transactional
    public Optional<Duration> meaningRetention() {
        return document(SettingsDocument.CONVERSATIONS).get(RETENTION) instanceof JsonNumber days
                ? Optional.of(Duration.ofDays(days.longValue()))
                : Optional.empty();
    }

    /** Made here the first time; whoever makes it at the same time waits for this transaction, and then finds it. */
    private WorkspaceSetting locked(SettingsDocument which) {
        WorkspaceSetting known = entities.find(WorkspaceSetting.class, which.name(), LockModeType.PESSIMISTIC_WRITE);
        if (known != null) {
            return known;
        }
        entities.createNativeQuery("insert into workspace_setting (name, document, changed_at) values (?1, '{}', ?2)"
                        + " on conflict do nothing")
                .setParameter(1, which.name())
                .setParameter(2, Timestamp.from(clock.instant()))
                .executeUpdate();
        return Objects.requireNonNull(
                entities.find(WorkspaceSetting.class, which.name(), LockModeType.PESSIMISTIC_WRITE));
    }

    private JsonObject document(SettingsDocument which) {
        WorkspaceSetting known = entities.find(WorkspaceSetting.class, which.name());
        return known == null ? JsonValue.EMPTY_JSON_OBJECT : known.document();
    }

    private void checkSecrets(JsonObject sent, List<Problem> problems) {
        if (!(sent.get("conversation_initiation_client_data_webhook") instanceof JsonObject webhook)
                || !(webhook.get("request_headers") instanceof JsonObject headers)) {
            return;
        }
        headers.forEach((name, value) -> {
            if (secretOf(value) instanceof String id && !secrets.exist(id)) {
                problems.add(new Problem(
                        List.of(
                                "body",
                                "conversation_initiation_client_data_webhook",
                                "request_headers",
                                name,
                                "secret_id"),
                        "There is no secret with this id; POST /v1/convai/secrets makes one",
                        "value_error"));
            }
        });
    }

    private static @Nullable String secretOf(JsonValue header) {
        return header instanceof JsonObject locator && locator.get("secret_id") instanceof JsonString id
                ? id.getString()
                : null;
    }
}
