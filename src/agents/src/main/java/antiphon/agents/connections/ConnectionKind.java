package antiphon.agents.connections;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The kinds of auth connections that can be made here, each with the contract's schemas. */
enum ConnectionKind {
    OAUTH2_CLIENT_CREDENTIALS("OAuth2ClientCreds", Set.of("client_secret"), true),
    CUSTOM_HEADER_AUTH("CustomHeaderAuth", Set.of("token"), false),
    BASIC_AUTH("BasicAuth", Set.of("password"), true),
    BEARER_AUTH("BearerAuth", Set.of("token"), true),
    OAUTH2_JWT("OAuth2JWT", Set.of("secret_key"), true),
    PRIVATE_KEY_JWT("PrivateKeyJWT", Set.of("secret_key"), false);

    private final String stem;
    private final Set<String> secrets;
    private final boolean changeable;

    ConnectionKind(String stem, Set<String> secrets, boolean changeable) {
        this.stem = stem;
        this.secrets = secrets;
        this.changeable = changeable;
    }

    /** The contract's {@code auth_type}. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The members that are never shown. */
    Set<String> secrets() {
        return secrets;
    }

    String creation() {
        return "Create" + stem + "Request";
    }

    /** Empty where the contract has no such change. */
    Optional<String> change() {
        return changeable ? Optional.of("Update" + stem + "Request") : Optional.empty();
    }

    String response() {
        return stem + "Response";
    }

    static ConnectionKind parse(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** @throws Refusal.Invalid if the body does not say which, or names one there is not */
    static ConnectionKind of(JsonObject body) {
        String word = body.get("auth_type") instanceof JsonString text ? text.getString() : "";
        if (word.equals("mtls")) {
            throw new Refusal.NotImplemented("This server presents no client certificates to other servers.");
        }
        return Arrays.stream(values())
                .filter(kind -> kind.wireName().equals(word))
                .findFirst()
                .orElseThrow(() -> new Refusal.Invalid(new Problem(
                        List.of("body", "auth_type"),
                        "Input should be "
                                + Arrays.stream(values())
                                        .map(kind -> "'" + kind.wireName() + "'")
                                        .collect(Collectors.joining(", ")),
                        "union_tag_invalid")));
    }
}
