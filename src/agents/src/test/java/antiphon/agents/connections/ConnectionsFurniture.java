package antiphon.agents.connections;

import antiphon.agents.documents.Dependents;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.secrets.Secrets;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Set;

/** The auth connections put together by hand. */
public final class ConnectionsFurniture implements AutoCloseable {
    private final AuthConnections connections;
    private final ConnectionCredentials credentials = new ConnectionCredentials();

    public ConnectionsFurniture(AuthConnections connections, OutgoingRequests requests, InstantSource clock) {
        this.connections = connections;
        credentials.connections = connections;
        credentials.requests = requests;
        credentials.clock = clock;
    }

    public static AuthConnections connections(
            EntityManager entities, InstantSource clock, AuditTrail audit, Secrets secrets, Dependents dependents) {
        AuthConnections connections = new AuthConnections();
        connections.entities = entities;
        connections.clock = clock;
        connections.audit = audit;
        connections.secrets = secrets;
        connections.dependents = dependents;
        return connections;
    }

    public AuthConnections connections() {
        return connections;
    }

    public ConnectionCredentials credentials() {
        return credentials;
    }

    /** The connections whose tokens are kept. */
    public Set<String> kept() {
        return Set.copyOf(credentials.tokens.keySet());
    }

    public AuthConnectionsResource door(Caller caller) {
        AuthConnectionsResource door = new AuthConnectionsResource();
        door.connections = connections;
        door.credentials = credentials;
        door.caller = caller;
        return door;
    }

    @Override
    public void close() {
        credentials.requests.close();
    }
}
