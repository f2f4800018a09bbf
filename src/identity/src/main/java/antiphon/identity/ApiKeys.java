package antiphon.identity;

import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
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

    /** Makes a key for whatever its role allows; its secret is in the answer and nowhere else. */
    @Transactional
    public IssuedKey issue(String name, Role role, @Nullable Instant expiresAt, Actor by) {
        return issue(new WantedKey(name, role, EnumSet.allOf(Scope.class), Optional.ofNullable(expiresAt)), by);
    }

    /**
     * Makes a key; its secret is in the answer and nowhere else.
     *
     * @throws Refusal.Forbidden if it could be used for what the key of whoever asks could not
     */
    @Transactional
    IssuedKey issue(WantedKey wanted, Actor by) {
        wanted.scopes().forEach(scope -> by.demand(wanted.role(), scope));
        byte[] random = new byte[SECRET_BYTES];
        RANDOM.nextBytes(random);
        String secret = "sk_" + HexFormat.of().formatHex(random);
        ApiKey key = new ApiKey(secret, wanted, clock.instant());
        entities.persist(key);
        audit.note(by, "api_key.issue", key.id(), null, key.fingerprint());
        return new IssuedKey(key, secret);
    }

    /** @throws Refusal.NotFound if there never was one */
    @Transactional
    public ApiKey find(String id) {
        ApiKey key = PublicId.isPlausible(id) ? entities.find(ApiKey.class, id) : null;
        if (key == null) {
            throw Refusal.NotFound.of("api_key", id);
        }
        return key;
    }

    /** A page of keys, the newest first, revoked ones among them if they are wanted. */
    @Transactional
    Page<ApiKey> list(TimedSelection selection, boolean revoked) {
        List<ApiKey> rows = entities.createQuery(
                        "select k from ApiKey k where (k.revokedAt is null or :revoked = true)"
                                + " and (k.createdAt < :at or (k.createdAt = :at and k.id < :id))"
                                + " order by k.createdAt desc, k.id desc",
                        ApiKey.class)
                .setParameter("revoked", revoked)
                .setParameter("at", selection.before())
                .setParameter("id", selection.beforeId())
                .setMaxResults(selection.pageSize() + 1)
                .getResultList();
        return Page.cut(rows, selection.pageSize(), key -> TimedSelection.after(key.createdAt(), key.id()));
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

    /**
     * From now on the key opens nothing.
     *
     * @throws Refusal.Conflict if nobody could make another key then
     */
    @Transactional
    public void revoke(String id, Actor by) {
        Instant now = clock.instant();
        List<ApiKey> rulers = rulers(now);
        ApiKey key = find(id);
        if (rulers.contains(key) && rulers.size() == 1) {
            throw new Refusal.Conflict(
                    "last_admin_key",
                    "This is the last admin key; without it nobody could make another. Make one first.");
        }
        key.revoke(now);
        audit.note(by, "api_key.revoke", id, key.fingerprint(), null);
    }

    /** Locked, so that two admins who revoke one another's keys at once do not lock everybody out. */
    private List<ApiKey> rulers(Instant now) {
        return entities.createQuery("select k from ApiKey k where k.role = :admin order by k.id", ApiKey.class)
                .setParameter("admin", Role.ADMIN)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .filter(key -> key.rules() && key.isGood(now))
                .toList();
    }
}
