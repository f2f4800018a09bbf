package antiphon.agents.knowledge;

import antiphon.agents.secrets.Secrets;
import antiphon.api.Query;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Addresses under which a file can be fetched for a while by whoever has the address. */
@ApplicationScoped
public class SourceLinks {
    private static final Duration VALID = Duration.ofMinutes(15);

    @Inject
    Secrets secrets;

    @Inject
    InstantSource clock;

    /** The path and query that open a file. */
    String link(String documentId) {
        long expires = clock.instant().plus(VALID).getEpochSecond();
        return "/v1/antiphon/knowledge-base/" + documentId + "/source?expires=" + expires + "&signature="
                + signature(documentId, expires);
    }

    /** @throws Refusal.Forbidden if it was not made here, or is no longer valid */
    void check(String documentId, Query query) {
        long expires = query.number("expires", 0, Integer.MAX_VALUE * 1000L).orElse(0L);
        String signature = query.text("signature").orElse("");
        boolean genuine = MessageDigest.isEqual(
                signature(documentId, expires).getBytes(StandardCharsets.US_ASCII),
                signature.getBytes(StandardCharsets.UTF_8));
        if (!genuine || clock.instant().isAfter(Instant.ofEpochSecond(expires))) {
            throw new Refusal.Forbidden(
                    "link_invalid", "This link is not valid, or not any more; GET …/source-file-url makes a new one.");
        }
    }

    private String signature(String documentId, long expires) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secrets.derivedKey("knowledge source links"), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal((documentId + " " + expires).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", e);
        }
    }
}
