package antiphon.analysis.webhooks;

import antiphon.agents.documents.DependentsDesk;
import antiphon.agents.secrets.SealedDesk;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import java.nio.file.Path;
import java.time.InstantSource;

/** The desks of webhooks put together by hand. */
public final class WebhookFurniture {
    private final WorkspaceWebhooks webhooks = new WorkspaceWebhooks();
    private final WebhookTargets targets = new WebhookTargets();

    public WebhookFurniture(
            TestDatabase database, EntityManager entities, InstantSource clock, AuditTrail audit, Path directory) {
        webhooks.entities = entities;
        webhooks.clock = clock;
        webhooks.audit = audit;
        webhooks.secrets = SealedDesk.in(directory);
        webhooks.dependents = DependentsDesk.over(database.entities("agents"));
        targets.webhooks = webhooks;
        targets.audit = audit;
        targets.clock = clock;
    }

    public WebhookTargets targets() {
        return targets;
    }

    /** Its id and its secret. */
    public record Made(String id, String secret) {}

    public Made create(String url) {
        JsonObject body = Json.createObjectBuilder()
                .add(
                        "settings",
                        Json.createObjectBuilder()
                                .add("auth_type", "hmac")
                                .add("name", "Post-call")
                                .add("webhook_url", url)
                                .add(
                                        "request_headers",
                                        Json.createObjectBuilder().add("X-Key", "h3ader")))
                .build();
        WorkspaceWebhooks.Created created = webhooks.create(WantedWebhook.read(body), Actor.SERVER);
        return new Made(created.id(), created.secret());
    }

    /** The new secret. */
    public String rotate(String id) {
        return targets.rotate(id, Actor.SERVER).secret();
    }

    public JsonObject shown(String id) {
        return webhooks.look(id).orElseThrow().asJson(JsonValue.NULL);
    }

    public void switchOn(String id) {
        JsonObject body = Json.createObjectBuilder()
                .add("name", "Post-call")
                .add("is_disabled", false)
                .build();
        webhooks.change(id, WebhookChange.read(body), Actor.SERVER);
    }
}
