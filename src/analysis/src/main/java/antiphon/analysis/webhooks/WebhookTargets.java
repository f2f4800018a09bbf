package antiphon.analysis.webhooks;

import antiphon.agents.secrets.Seal;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Webhooks as those see them who deliver: where they are, what signs for them, how it went. */
@ApplicationScoped
public class WebhookTargets {
    /** For how long the secret of before signs as well. */
    static final Duration OVERLAP = Duration.ofDays(1);

    /** So many failures in a row, and no success for so long, switch a webhook off. */
    static final int MOST_FAILURES = 10;

    static final Duration LONGEST_FAILING = Duration.ofDays(7);

    @Inject
    WorkspaceWebhooks webhooks;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /**
     * Where a webhook is told.
     *
     * @param secrets the one that holds, and after it, for a day, the one that held before
     * @param retries whether what failed is tried again
     */
    public record Target(String url, Map<String, String> headers, List<String> secrets, boolean retries) {
        public Target {
            headers = Map.copyOf(headers);
            secrets = List.copyOf(secrets);
        }

        /** Without secrets, and headers, which may be secret. */
        @Override
        public String toString() {
            return "Target[" + secrets.size() + " secrets]";
        }
    }

    /** A secret just made, told this once. */
    record Rotated(String secret, Instant previousUntil) {
        @Override
        public String toString() {
            return "Rotated[" + previousUntil + "]";
        }
    }

    /** Nothing where there is no such webhook any more, or it is switched off. */
    @Transactional
    public Optional<Target> find(String id) {
        return kept(id).filter(webhook -> !webhook.isOff()).map(webhook -> webhook.target(seal(), clock.instant()));
    }

    /** Whether events are kept for it: also while this server has switched it off, in case it comes back. */
    @Transactional
    public boolean listens(String id) {
        return kept(id).filter(webhook -> !webhook.isDisabledByHand()).isPresent();
    }

    @Transactional
    public void succeeded(String id) {
        kept(id).ifPresent(webhook -> locked(id).succeeded(clock.instant()));
    }

    /** @param code of the answer, if there was one */
    @Transactional
    public void failed(String id, OptionalInt code) {
        kept(id).ifPresent(webhook -> locked(id).failed(code, clock.instant(), MOST_FAILURES, LONGEST_FAILING));
    }

    /** It answered 410. */
    @Transactional
    public void gone(String id, int code) {
        kept(id).ifPresent(webhook -> locked(id).gone(code, clock.instant()));
    }

    /** @throws Refusal.NotFound if there is no such webhook */
    @Transactional
    Rotated rotate(String id, Actor by) {
        WorkspaceWebhook webhook = locked(id);
        String before = webhook.fingerprint();
        Rotated rotated =
                new Rotated(WorkspaceWebhooks.freshSecret(), clock.instant().plus(OVERLAP));
        webhook.rotate(rotated.secret(), rotated.previousUntil(), seal());
        audit.note(by, "workspace_webhook.rotate_secret", id, before, webhook.fingerprint());
        return rotated;
    }

    private Optional<WorkspaceWebhook> kept(String id) {
        return webhooks.look(id);
    }

    private WorkspaceWebhook locked(String id) {
        return webhooks.found(id);
    }

    private Seal seal() {
        return webhooks.seal();
    }
}
