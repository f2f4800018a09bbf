package antiphon.agents.connections;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;

/** A signed statement of who somebody is (RFC 7519), made from a connection of the kinds that hold a key. */
record Assertion(String text, Instant expiresAt) {
    /** @throws JOSEException if the key is none for the algorithm */
    static void check(ConnectionDocument connection) throws JOSEException {
        var unused = of(connection, Instant.EPOCH);
    }

    static Assertion of(ConnectionDocument connection, Instant now) throws JOSEException {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(connection.text("algorithm"));
        JWSHeader.Builder header = new JWSHeader.Builder(algorithm);
        if (!connection.text("key_id").isEmpty()) {
            header.keyID(connection.text("key_id"));
        }
        Instant expiry = now.plus(lifetime(connection.json()));
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(connection.text("issuer"))
                .audience(connection.text("audience"))
                .subject(connection.text("subject"))
                .issueTime(Date.from(now))
                .expirationTime(Date.from(expiry))
                .jwtID(UUID.randomUUID().toString());
        if (connection.json().get("extra_params") instanceof JsonObject extra && !hasTokenUrl(connection)) {
            extra.forEach((name, value) -> claims.claim(name, ((JsonString) value).getString()));
        }
        SignedJWT signed = new SignedJWT(header.build(), claims.build());
        signed.sign(signer(algorithm, connection.text("secret_key")));
        return new Assertion(signed.serialize(), expiry);
    }

    /** Where a token is asked for, the extra parameters go with the request and not into the statement. */
    private static boolean hasTokenUrl(ConnectionDocument connection) {
        return !connection.text("token_url").isEmpty();
    }

    private static Duration lifetime(JsonObject connection) {
        return Duration.ofSeconds(
                connection.get("expiration_seconds") instanceof JsonNumber seconds ? seconds.longValue() : 3600);
    }

    private static JWSSigner signer(JWSAlgorithm algorithm, String key) throws JOSEException {
        if (algorithm.getName().startsWith("HS")) {
            return new MACSigner(key);
        }
        try {
            String base64 =
                    key.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
            var spec = new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64));
            return new RSASSASigner(KeyFactory.getInstance("RSA").generatePrivate(spec));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            throw new JOSEException("no RSA key in PKCS #8", unreadable);
        }
    }

    @Override
    public String toString() {
        return "Assertion[until " + expiresAt + "]";
    }
}
