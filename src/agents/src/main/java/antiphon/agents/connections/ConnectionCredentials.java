package antiphon.agents.connections;

import antiphon.agents.connections.AuthConnections.Opened;
import antiphon.agents.outgoing.OutgoingRequests;
import com.nimbusds.jose.JOSEException;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Makes credentials of auth connections, and keeps tokens until shortly before they expire. Any thread. */
@ApplicationScoped
public class ConnectionCredentials {
    /** A token that is about to expire may have done so by the time it arrives. */
    private static final Duration MARGIN = Duration.ofSeconds(30);

    @Inject
    AuthConnections connections;

    @Inject
    OutgoingRequests requests;

    @Inject
    InstantSource clock;

    @Resource
    @Nullable
    ManagedExecutorService threads;

    final Map<String, Kept> tokens = new ConcurrentHashMap<>();

    /** A token of a connection as it was when it was last changed. */
    record Kept(Instant connectionOf, Token token) {
        boolean isGood(Instant now) {
            return now.isBefore(token.expiresAt().minus(MARGIN));
        }
    }

    /**
     * The credentials of a connection as it is now. Reads the record; what is returned does not.
     *
     * @throws antiphon.api.Refusal.NotFound if there is no such connection
     */
    public Credentials of(String connectionId) {
        Opened opened = connections.open(connectionId);
        return () -> headers(opened);
    }

    /** Its connection is deleted. */
    void forget(String connectionId) {
        tokens.remove(connectionId);
    }

    private Map<String, String> headers(Opened opened) {
        ConnectionDocument document = opened.document();
        return switch (document.kind()) {
            case BASIC_AUTH -> authorization("Basic " + basic(document.text("username"), document.text("password")));
            case BEARER_AUTH -> authorization("Bearer " + document.text("token"));
            case CUSTOM_HEADER_AUTH -> Map.of(document.text("header_name"), document.text("token"));
            case PRIVATE_KEY_JWT, OAUTH2_CLIENT_CREDENTIALS, OAUTH2_JWT ->
                authorization("Bearer " + token(opened).text());
        };
    }

    private Token token(Opened opened) {
        Kept kept = tokens.get(opened.id());
        if (kept != null && kept.connectionOf().equals(opened.updatedAt()) && kept.isGood(clock.instant())) {
            return kept.token();
        }
        Token fresh = fresh(opened);
        Instant now = clock.instant();
        // Also those of connections that were deleted on other servers.
        tokens.values().removeIf(other -> !other.isGood(now));
        tokens.put(opened.id(), new Kept(opened.updatedAt(), fresh));
        return fresh;
    }

    private Token fresh(Opened opened) {
        try {
            Token token = opened.document().kind() == ConnectionKind.PRIVATE_KEY_JWT
                    ? signed(opened.document())
                    : new TokenExchange(requests, clock).ask(opened.document());
            note(opened, "active", null);
            return token;
        } catch (TokenExchange.Rejected rejected) {
            note(opened, "credential_invalid", rejected.getMessage());
            throw new ConnectionFailure(String.valueOf(rejected.getMessage()));
        }
    }

    private Token signed(ConnectionDocument document) {
        try {
            Assertion assertion = Assertion.of(document, clock.instant());
            return new Token(assertion.text(), assertion.expiresAt());
        } catch (JOSEException unfit) {
            throw new ConnectionFailure("The key of the auth connection does not fit its algorithm.");
        }
    }

    /** Whoever waits for a token may not be on a thread of the application. */
    private void note(Opened opened, String status, @Nullable String detail) {
        Executor executor = threads == null ? Runnable::run : threads;
        executor.execute(() -> connections.note(opened, status, detail));
    }

    static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> authorization(String value) {
        return Map.of("Authorization", value);
    }
}
