package antiphon.agents.connections;

import antiphon.agents.outgoing.OutgoingFailure;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.agents.outgoing.OutgoingRequest.Body;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.outgoing.OutgoingResponse;
import antiphon.api.Json;
import com.nimbusds.jose.JOSEException;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks an authorization server for a token: with a client's own credentials (RFC 6749, section 4.4) or with a signed
 * assertion (RFC 7523, section 2.1).
 */
record TokenExchange(OutgoingRequests requests, InstantSource clock) {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST_BYTES = 64 * 1024;
    /** Where the server does not say how long a token lasts. */
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    private static final Duration LONGEST_LIFE = Duration.ofDays(1);

    /** The server does not accept these credentials: another attempt with the same would end the same. */
    static final class Rejected extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Rejected(String message) {
            super(message, null, false, false);
        }
    }

    /**
     * Blocks.
     *
     * @throws Rejected when the server says that the credentials are wrong
     * @throws ConnectionFailure when no token comes for another reason
     */
    Token ask(ConnectionDocument connection) {
        Map<String, String> headers = new LinkedHashMap<>(texts(connection, "custom_headers"));
        headers.put("Accept", "application/json");
        Map<String, String> form = form(connection, headers);
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        try {
            OutgoingResponse response = requests.exchange(new OutgoingRequest(
                            "POST",
                            URI.create(connection.text("token_url")),
                            headers,
                            Optional.of(new Body(
                                    "application/x-www-form-urlencoded", body.getBytes(StandardCharsets.UTF_8))),
                            PATIENCE,
                            MOST_BYTES))
                    .whole();
            return read(response, field(connection));
        } catch (OutgoingFailure failure) {
            throw new ConnectionFailure("No token for the auth connection could be had. " + failure.getMessage());
        }
    }

    private Map<String, String> form(ConnectionDocument connection, Map<String, String> headers) {
        Map<String, String> form = new LinkedHashMap<>(texts(connection, "extra_params"));
        if (connection.json().get("scopes") instanceof JsonArray scopes && !scopes.isEmpty()) {
            form.put(
                    "scope",
                    scopes.getValuesAs(JsonString.class).stream()
                            .map(JsonString::getString)
                            .collect(Collectors.joining(" ")));
        }
        if (connection.kind() == ConnectionKind.OAUTH2_JWT) {
            form.put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
            form.put("assertion", assertion(connection));
            return form;
        }
        form.put("grant_type", "client_credentials");
        if (connection.json().getBoolean("basic_auth_in_header", false)) {
            // Each is encoded like a form before it is put together (RFC 6749, section 2.3.1).
            String id = encoded(connection.text("client_id"));
            headers.put(
                    "Authorization",
                    "Basic " + ConnectionCredentials.basic(id, encoded(connection.text("client_secret"))));
        } else {
            form.put("client_id", connection.text("client_id"));
            form.put("client_secret", connection.text("client_secret"));
        }
        return form;
    }

    private String assertion(ConnectionDocument connection) {
        try {
            return Assertion.of(connection, clock.instant()).text();
        } catch (JOSEException unfit) {
            throw new ConnectionFailure("The key of the auth connection does not fit its algorithm.");
        }
    }

    private static String field(ConnectionDocument connection) {
        String wanted = connection.text("token_response_field");
        return wanted.isEmpty() ? "access_token" : wanted;
    }

    private Token read(OutgoingResponse response, String field) {
        int status = response.status();
        if (status == 400 || status == 401 || status == 403) {
            throw new Rejected("The token server did not accept the credentials (status " + status + ").");
        }
        if (!response.successful()) {
            throw new ConnectionFailure("The token server answers with the status " + status + ".");
        }
        try (JsonReader reader = Json.createReader(new StringReader(response.text()))) {
            JsonObject answer = reader.readObject();
            if (answer.get(field) instanceof JsonString token
                    && !token.getString().isEmpty()) {
                return new Token(token.getString(), expiry(answer));
            }
        } catch (JsonException garbled) {
            // Told below like an answer without a token.
        }
        throw new ConnectionFailure("The token server's answer holds no " + field + ".");
    }

    private Instant expiry(JsonObject answer) {
        Duration life = answer.get("expires_in") instanceof JsonNumber seconds
                        && seconds.doubleValue() > 0
                        && seconds.doubleValue() <= LONGEST_LIFE.toSeconds()
                ? Duration.ofSeconds(seconds.longValue())
                : USUAL_LIFE;
        return clock.instant().plus(life);
    }

    private static Map<String, String> texts(ConnectionDocument connection, String member) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (connection.json().get(member) instanceof JsonObject object) {
            object.forEach((name, value) -> texts.put(name, ((JsonString) value).getString()));
        }
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
