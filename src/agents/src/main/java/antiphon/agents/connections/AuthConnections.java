package antiphon.agents.connections;

import antiphon.agents.documents.Dependent;
import antiphon.agents.documents.Dependents;
import antiphon.agents.secrets.Seal;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The auth connections of this workspace. */
@ApplicationScoped
public class AuthConnections {
    private static final String PURPOSE = "auth-connections";
    /** The contract lists them without pages. */
    private static final int MOST = 1000;

    private static final int MOST_SHOWN = 100;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Secrets secrets;

    @Inject
    Dependents dependents;

    @Inject
    AuditTrail audit;

    /** A connection as it was, with its secrets: enough to make credentials without coming back. */
    record Opened(String id, Instant updatedAt, ConnectionDocument document) {}

    @Transactional
    AuthConnection create(JsonObject sent, Actor by) {
        ConnectionDocument document = ConnectionDocument.of(sent);
        long kept = entities.createQuery("select count(c) from AuthConnection c", Long.class)
                .getSingleResult();
        if (kept >= MOST) {
            throw new Refusal.Conflict(
                    "too_many_auth_connections",
                    "This workspace has " + MOST + " auth connections; delete some first.");
        }
        AuthConnection connection = new AuthConnection(document, seal(), clock.instant());
        entities.persist(connection);
        audit.note(by, "auth_connection.create", connection.id(), null, connection.fingerprint());
        return connection;
    }

    /** All of them, the oldest first. */
    @Transactional
    List<AuthConnection> list() {
        return entities.createQuery("select c from AuthConnection c order by c.createdAt, c.id", AuthConnection.class)
                .setMaxResults(MOST)
                .getResultList();
    }

    @Transactional
    AuthConnection change(String id, JsonObject sent, Actor by) {
        AuthConnection connection = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = connection.fingerprint();
        connection.become(connection.opened(seal()).change(sent), seal(), clock.instant());
        audit.note(by, "auth_connection.change", id, before, connection.fingerprint());
        return connection;
    }

    /** @throws Refusal.Conflict while anything uses it */
    @Transactional
    void delete(String id, Actor by) {
        AuthConnection connection = found(id, LockModeType.PESSIMISTIC_WRITE);
        if (dependents.exist(id)) {
            throw new Refusal.Conflict(
                    "auth_connection_in_use",
                    "The auth connection '" + id
                            + "' is used by agents, tools or MCP servers; take it out of them first.");
        }
        entities.remove(connection);
        audit.note(by, "auth_connection.delete", id, connection.fingerprint(), null);
    }

    @Transactional
    public boolean exist(String id) {
        return PublicId.isPlausible(id) && entities.find(AuthConnection.class, id) != null;
    }

    /** With its secrets, for a request that is made with them. */
    @Transactional
    Opened open(String id) {
        AuthConnection connection = found(id, LockModeType.NONE);
        return new Opened(id, connection.updatedAt(), connection.opened(seal()));
    }

    /** Notes what came of a connection's use, unless it has been changed or deleted since. */
    @Transactional
    void note(Opened used, String status, @Nullable String detail) {
        AuthConnection connection = entities.find(AuthConnection.class, used.id(), LockModeType.PESSIMISTIC_WRITE);
        if (connection != null && connection.updatedAt().equals(used.updatedAt())) {
            connection.note(status, detail, clock.instant());
        }
    }

    /** The contract's AuthConnectionDependencies; of very many, the first. */
    @Transactional
    JsonObject usedBy(AuthConnection connection, Role viewer) {
        return Json.createObjectBuilder()
                .add("tools", shown(dependents.tools(connection.id(), MOST_SHOWN, ""), viewer))
                .add("mcp_servers", shown(dependents.mcpServers(connection.id(), MOST_SHOWN, ""), viewer))
                .add("integration_connections", Json.createArrayBuilder())
                .build();
    }

    private static JsonArray shown(Page<? extends Dependent> users, Role viewer) {
        JsonArrayBuilder list = Json.createArrayBuilder();
        users.items().forEach(user -> list.add(user.asJson(viewer)));
        return list.build();
    }

    private AuthConnection found(String id, LockModeType lock) {
        AuthConnection connection = PublicId.isPlausible(id) ? entities.find(AuthConnection.class, id, lock) : null;
        if (connection == null) {
            throw Refusal.NotFound.of("auth_connection", id);
        }
        return connection;
    }

    private Seal seal() {
        return secrets.sealFor(PURPOSE);
    }
}
