package antiphon.agents.connections;

import antiphon.api.Json;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to auth connections: their secrets only come in. */
@Path("/v1/workspace/auth-connections")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuthConnectionsResource {
    @Inject
    AuthConnections connections;

    @Inject
    ConnectionCredentials credentials;

    @Inject
    Caller caller;

    @GET
    public JsonObject list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        connections.list().forEach(connection -> list.add(shown(connection)));
        return Json.createObjectBuilder().add("auth_connections", list).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        return shown(connections.create(body, caller.actor()));
    }

    @PATCH
    @Path("{auth_connection_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("auth_connection_id") String id, JsonObject body) {
        return shown(connections.change(id, body, caller.actor()));
    }

    @DELETE
    @Path("{auth_connection_id}")
    public JsonObject delete(@PathParam("auth_connection_id") String id) {
        connections.delete(id, caller.actor());
        credentials.forget(id);
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private JsonObject shown(AuthConnection connection) {
        return connection.asJson(connections.usedBy(connection, caller.actor().role()));
    }
}
