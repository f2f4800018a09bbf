package antiphon.analysis.webhooks;

import antiphon.agents.documents.Dependents;
import antiphon.agents.secrets.Seal;
import antiphon.agents.secrets.Secrets;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The webhooks of this workspace. */
@ApplicationScoped
public class WorkspaceWebhooks {
    /** The contract lists them without pages. */
    private static final int MOST = 1000;

    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Secrets secrets;

    @Inject
    Dependents dependents;

    @Inject
    AuditTrail audit;

    /** A webhook just made, and its secret: the only moment at which the secret is told. */
    record Created(String id, String secret) {
        @Override
        public String toString() {
            return "Created[" + id + "]";
        }
    }

    @Transactional
    Created create(WantedWebhook wanted, Actor by) {
        long kept = entities.createQuery("select count(w) from WorkspaceWebhook w", Long.class)
                .getSingleResult();
        if (kept >= MOST) {
            throw new Refusal.Conflict(
                    "too_many_webhooks", "This workspace has " + MOST + " webhooks; delete some first.");
        }
        String secret = freshSecret();
        WorkspaceWebhook webhook = new WorkspaceWebhook(wanted, secret, seal(), clock.instant());
        entities.persist(webhook);
        audit.note(by, "workspace_webhook.create", webhook.id(), null, webhook.fingerprint());
        return new Created(webhook.id(), secret);
    }

    /** All of them, the oldest first. */
    @Transactional
    List<WorkspaceWebhook> list() {
        return entities.createQuery(
                        "select w from WorkspaceWebhook w order by w.createdAt, w.id", WorkspaceWebhook.class)
                .setMaxResults(MOST)
                .getResultList();
    }

    /**
     * Who sends there what happened in calls.
     *
     * @param byAgents ids of webhooks
     * @param bySettings ids of webhooks to which all agents send that do not say otherwise
     */
    record Uses(Set<String> byAgents, Set<String> bySettings) {}

    @Transactional
    Uses uses(List<WorkspaceWebhook> some) {
        List<String> ids = some.stream().map(WorkspaceWebhook::id).toList();
        return new Uses(dependents.usedByAgents(ids), dependents.usedBySettings(ids));
    }

    @Transactional
    void change(String id, WebhookChange change, Actor by) {
        WorkspaceWebhook webhook = found(id);
        String before = webhook.fingerprint();
        webhook.become(change, seal());
        audit.note(by, "workspace_webhook.change", id, before, webhook.fingerprint());
    }

    /** @throws Refusal.Conflict while agents or the workspace's settings use it */
    @Transactional
    void delete(String id, Actor by) {
        WorkspaceWebhook webhook = found(id);
        if (dependents.exist(id)) {
            throw new Refusal.Conflict(
                    "webhook_in_use",
                    "The webhook '" + id
                            + "' is used by agents or the settings of the workspace; take it out of them first.");
        }
        entities.remove(webhook);
        audit.note(by, "workspace_webhook.delete", id, webhook.fingerprint(), null);
    }

    static String freshSecret() {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        return "wsec_" + HexFormat.of().formatHex(random);
    }

    /** Locked until the transaction ends. */
    @Transactional
    WorkspaceWebhook found(String id) {
        WorkspaceWebhook webhook = PublicId.isPlausible(id)
                ? entities.find(WorkspaceWebhook.class, id, LockModeType.PESSIMISTIC_WRITE)
                : null;
        if (webhook == null) {
            throw Refusal.NotFound.of("webhook", id);
        }
        return webhook;
    }

    @Transactional
    Optional<WorkspaceWebhook> look(String id) {
        return Optional.ofNullable(entities.find(WorkspaceWebhook.class, id));
    }

    Seal seal() {
        return secrets.sealFor("workspace-webhooks");
    }
}
