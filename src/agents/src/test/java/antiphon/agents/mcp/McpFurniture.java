package antiphon.agents.mcp;

import antiphon.agents.connections.ConnectionsFurniture;
import antiphon.agents.documents.Dependents;
import antiphon.agents.environment.EnvironmentVariables;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.secrets.Secrets;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.Optional;

/** The MCP servers put together by hand; requests may go to this machine. */
public final class McpFurniture implements AutoCloseable {
    private final McpServers servers = new McpServers();
    private final McpListings listings = new McpListings();
    private final OutgoingRequests requests = OutgoingRequests.configured(
            key -> key.equals("outgoing.allow") ? Optional.of("localhost") : Optional.empty());

    public McpFurniture(
            EntityManager entities,
            InstantSource clock,
            AuditTrail audit,
            Secrets secrets,
            Dependents dependents,
            EnvironmentVariables environments) {
        servers.entities = entities;
        servers.clock = clock;
        servers.audit = audit;
        servers.secrets = secrets;
        servers.dependents = dependents;
        ConnectionsFurniture connections = new ConnectionsFurniture(
                ConnectionsFurniture.connections(entities, clock, audit, secrets, dependents), requests, clock);
        servers.connections = connections.connections();
        listings.environments = environments;
        listings.sessions = new McpSessions();
        listings.sessions.secrets = secrets;
        listings.sessions.requests = requests;
        listings.sessions.credentials = connections.credentials();
    }

    public McpServers servers() {
        return servers;
    }

    public McpServersResource door(Caller caller) {
        McpServersResource door = new McpServersResource();
        door.servers = servers;
        door.listings = listings;
        door.caller = caller;
        return door;
    }

    @Override
    public void close() {
        requests.close();
    }
}
