package antiphon.identity;

import antiphon.api.PublicId;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys of this server's API. */
@ApplicationScoped
public class ApiKeys {
    private static final int SECRET_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "identity")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    AuditTrail audit;

    /** Makes a key; its secret is in the answer and nowhere else. */
    @Transactional
    public IssuedKey issue(String name, Role role, @Nullable Instant expiresAt, Actor by) {
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = "sk_" + HexFormat.of().formatHex(random);
        ApiKey key = new ApiKey(PublicId.fresh("key_"), secret, name, role, clock.instant(), expiresAt);
        entities.persist(key);
        audit.note(by, "api_key.issue", key.id(), null, Fingerprint.of(name + role));
        return new IssuedKey(key, secret);
    }

    /**
     * Whose key this is.
     *
     * @throws Refusal.Unauthorized if it is nobody's, revoked or expired; which of these is not said
     */
    @Transactional
    public Actor recognise(String secret) {
        Instant now = clock.instant();
        List<ApiKey> found = entities.createQuery("select k from ApiKey k where k.secretSha256 = :hash", ApiKey.class)
                .setParameter("hash", Fingerprint.of(secret))
                .getResultList();
        if (found.isEmpty() || !found.getFirst().opensWith(secret, now)) {
            throw new Refusal.Unauthorized("invalid_api_key", "The API key is not known here, or no longer valid.");
        }
        found.getFirst().noteUse(now);
        return found.getFirst().actor();
    }

    /** From now on the key opens nothing. */
    @Transactional
    public void revoke(String id, Actor by) {
        ApiKey key = entities.find(ApiKey.class, id);
        if (key == null) {
            throw Refusal.NotFound.of("api_key", id);
        }
        key.revoke(clock.instant());
        audit.note(by, "api_key.revoke", id, Fingerprint.of(key.name() + key.role()), null);
    }
}
