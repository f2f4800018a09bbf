package antiphon.identity;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tokens that browsers may be given instead of a key: each opens one operation once, within a quarter of an hour. */
@ApplicationScoped
public class SingleUseTokens {
    static final Duration VALID = Duration.ofMinutes(15);

    private static final String TRANSCRIPTION = "batch_scribe";
    /** What the contract has besides: doors to these, which are sockets, do not stand here. */
    private static final Set<String> OF_SOCKETS = Set.of("realtime_scribe", "tts_websocket");

    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    @PersistenceContext(unitName = "identity")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    AuditTrail audit;

    /** What a token must be for to open this operation; empty where none does. */
    static Optional<String> purpose(String method, String path) {
        return method.equals("POST") && path.equals("/v1/speech-to-text")
                ? Optional.of(TRANSCRIPTION)
                : Optional.empty();
    }

    /** Makes a token; nothing but its digest is kept. */
    @Transactional
    String issue(String purpose, Actor by) {
        checkPurpose(purpose);
        entities.createQuery("delete from SingleUseToken t where t.expiresAt <= :now")
                .setParameter("now", clock.instant())
                .executeUpdate();
        byte[] random = new byte[BYTES];
        RANDOM.nextBytes(random);
        String token = "sutkn_" + HexFormat.of().formatHex(random);
        SingleUseToken kept =
                new SingleUseToken(token, purpose, by.id(), clock.instant().plus(VALID));
        entities.persist(kept);
        audit.note(by, "single_use_token.issue", kept.id(), null, Fingerprint.of(purpose));
        return token;
    }

    private static void checkPurpose(String purpose) {
        if (OF_SOCKETS.contains(purpose)) {
            throw new Refusal.NotImplemented("This server has no socket that a token of the type " + purpose
                    + " would open; batch_scribe opens POST /v1/speech-to-text.");
        }
        if (!purpose.equals(TRANSCRIPTION)) {
            throw new Refusal.Invalid(new Problem(
                    List.of("path", "token_type"),
                    "Input should be 'realtime_scribe', 'batch_scribe' or 'tts_websocket'",
                    "enum"));
        }
    }

    /**
     * Whose token this is; from now on it is nobody's.
     *
     * @throws Refusal.Unauthorized if it was used, has expired, is for something else, or its key is no longer good;
     *     which of these is not said
     */
    @Transactional
    Actor redeem(String token, String purpose) {
        Instant now = clock.instant();
        SingleUseToken found = entities.createQuery(
                        "select t from SingleUseToken t where t.tokenSha256 = :hash", SingleUseToken.class)
                .setParameter("hash", Fingerprint.of(token))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst()
                .filter(kept -> kept.opens(purpose, now))
                .orElseThrow(SingleUseTokens::unknown);
        ApiKey key = entities.find(ApiKey.class, found.keyId());
        if (key == null || !key.isGood(now)) {
            throw unknown();
        }
        entities.remove(found);
        return key.actor();
    }

    private static Refusal.Unauthorized unknown() {
        return new Refusal.Unauthorized(
                "invalid_token", "The token is not known here, was used already, or is no longer valid.");
    }
}
