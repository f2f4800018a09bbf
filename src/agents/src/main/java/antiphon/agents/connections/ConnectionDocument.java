package antiphon.agents.connections;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import com.nimbusds.jose.JOSEException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/**
 * An auth connection as its owner wrote it, secrets and all. Lives in memory only: what is kept is {@link #shown} and,
 * sealed, {@link #hidden}.
 */
record ConnectionDocument(ConnectionKind kind, JsonObject json) {
    /** @throws Refusal.Invalid naming every place that the contract does not allow */
    static ConnectionDocument of(JsonObject sent) {
        ConnectionKind kind = ConnectionKind.of(sent);
        List<Problem> problems = Contract.stated().problems(kind.creation(), sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        ConnectionDocument document =
                new ConnectionDocument(kind, Contract.stated().complete(kind.creation(), sent));
        document.check();
        return document;
    }

    /**
     * The document with some of its members changed; null leaves a member alone, as the contract's changes have nulls for
     * what is not meant.
     *
     * @throws Refusal.Invalid naming what is wrong, or that this kind does not change
     */
    ConnectionDocument change(JsonObject sent) {
        String schema = kind.change()
                .orElseThrow(() -> wrong(
                        "auth_type", "A connection of this type cannot be changed; make another and delete this one"));
        if (sent.get("auth_type") instanceof JsonString type
                && !type.getString().equals(kind.wireName())) {
            throw wrong("auth_type", "Input should be '" + kind.wireName() + "', which this connection is");
        }
        List<Problem> problems = Contract.stated().problems(schema, sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        JsonObjectBuilder changed = Json.createObjectBuilder(json);
        sent.forEach((name, value) -> {
            if (value != JsonValue.NULL) {
                changed.add(name, value);
            }
        });
        return of(changed.build());
    }

    private void check() {
        if (text("name").isBlank()) {
            throw wrong("name", "Input should have at least 1 character");
        }
        if (json.containsKey("token_url") && !isWeb(text("token_url"))) {
            throw wrong("token_url", "Input should be a URL that begins with https:// or http:// and a host");
        }
        if (json.containsKey("header_name") && !text("header_name").matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
            throw wrong("header_name", "Input should be the name of an HTTP header");
        }
        if (json.containsKey("algorithm")) {
            try {
                Assertion.check(this);
            } catch (JOSEException unfit) {
                throw wrong(
                        "secret_key",
                        "The key does not fit the algorithm: HS needs a secret of at least as many bits as its name says,"
                                + " RS an RSA key in PEM (PKCS #8, -----BEGIN PRIVATE KEY-----)");
            }
        }
    }

    private static boolean isWeb(String url) {
        try {
            URI address = new URI(url);
            return address.getHost() != null
                    && String.valueOf(address.getScheme()).matches("(?i)https?");
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static Refusal.Invalid wrong(String member, String message) {
        return new Refusal.Invalid(new Problem(List.of("body", member), message, "value_error"));
    }

    /** A text that may be missing. */
    String text(String member) {
        return json.get(member) instanceof JsonString text ? text.getString() : "";
    }

    /** What may be shown. */
    JsonObject shown() {
        return part(false);
    }

    /** What may not. */
    JsonObject hidden() {
        return part(true);
    }

    private JsonObject part(boolean secret) {
        JsonObjectBuilder part = Json.createObjectBuilder();
        json.forEach((name, value) -> {
            if (kind.secrets().contains(name) == secret) {
                part.add(name, value);
            }
        });
        return part.build();
    }

    @Override
    public String toString() {
        return "ConnectionDocument[" + kind + "]";
    }
}
