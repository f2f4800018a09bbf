package antiphon.conversations;

import antiphon.api.Json;
import antiphon.api.Refusal;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes and checks the signatures that open private agents. A signature carries what it permits and until when, and
 * nothing else of the URL is signed, because clients add parameters of their own.
 */
final class SignedUrls {
    static final Duration VALID = Duration.ofMinutes(15);

    private static final String HMAC = "HmacSHA256";
    private static final int LONGEST = 2048;

    private final byte[] key;
    private final InstantSource clock;

    /** @param key at least 32 random bytes */
    SignedUrls(byte[] key, InstantSource clock) {
        this.key = key.clone();
        this.clock = clock;
    }

    /**
     * What a signature permits.
     *
     * @param conversationId the conversation that it opens, once; without one it opens any number of new ones
     */
    record Permit(
            String agentId,
            Optional<String> conversationId,
            Optional<String> branchId,
            Optional<String> versionId,
            Optional<String> environment) {}

    /** Whether this is meant as a signature and not as an API key, which has no point in it. */
    static boolean isSignature(String token) {
        return token.indexOf('.') >= 0;
    }

    String sign(Permit permit) {
        JsonObjectBuilder payload = Json.createObjectBuilder()
                .add("a", permit.agentId())
                .add("e", clock.instant().plus(VALID).getEpochSecond());
        permit.conversationId().ifPresent(id -> payload.add("c", id));
        permit.branchId().ifPresent(id -> payload.add("b", id));
        permit.versionId().ifPresent(id -> payload.add("v", id));
        permit.environment().ifPresent(name -> payload.add("n", name));
        byte[] bytes = payload.build().toString().getBytes(StandardCharsets.UTF_8);
        return text(bytes) + "." + text(hmac(bytes));
    }

    /** @throws Refusal.Unauthorized when the signature is not ours, is for another agent, or has expired */
    Permit check(String agentId, String signature) {
        JsonObject payload = genuine(signature)
                .orElseThrow(() -> new Refusal.Unauthorized(
                        "invalid_signature", "The conversation_signature was not made by this server for this URL."));
        if (!payload.getString("a").equals(agentId)) {
            throw new Refusal.Unauthorized(
                    "invalid_signature", "The conversation_signature was made for another agent.");
        }
        Instant expiry = Instant.ofEpochSecond(payload.getJsonNumber("e").longValueExact());
        if (!clock.instant().isBefore(expiry)) {
            throw new Refusal.Unauthorized(
                    "signature_expired",
                    "The signed URL has expired; ask for a new one. It opens calls for 15 minutes.");
        }
        return new Permit(
                agentId, member(payload, "c"), member(payload, "b"), member(payload, "v"), member(payload, "n"));
    }

    private Optional<JsonObject> genuine(String signature) {
        String[] parts = signature.split("\\.", -1);
        if (parts.length != 2 || signature.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            byte[] payload = Base64.getUrlDecoder().decode(parts[0]);
            if (!MessageDigest.isEqual(hmac(payload), Base64.getUrlDecoder().decode(parts[1]))) {
                return Optional.empty();
            }
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(payload))) {
                return Optional.of(reader.readObject());
            }
        } catch (IllegalArgumentException | JsonException garbled) {
            return Optional.empty();
        }
    }

    private byte[] hmac(byte[] payload) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(payload);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has " + HMAC, missing);
        }
    }

    private static Optional<String> member(JsonObject payload, String name) {
        return Optional.ofNullable(payload.getString(name, null));
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
