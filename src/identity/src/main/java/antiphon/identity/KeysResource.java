package antiphon.identity;

import antiphon.api.Json;
import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.InstantSource;

/** The door to API keys, an extension of the contract. A key's secret goes out once, when it is made. */
@Path("/v1/antiphon/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class KeysResource {
    @Inject
    ApiKeys keys;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        boolean revoked = query.flag("include_revoked", false);
        return keys.list(TimedSelection.read(query), revoked).asJson("keys", ApiKey::asJson);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject issue(JsonObject body) {
        IssuedKey issued = keys.issue(WantedKey.read(body, clock.instant()), caller.actor());
        return Json.createObjectBuilder(issued.key().asJson())
                .add("xi_api_key", issued.secret())
                .build();
    }

    @GET
    @Path("{key_id}")
    public JsonObject get(@PathParam("key_id") String id) {
        return keys.find(id).asJson();
    }

    @DELETE
    @Path("{key_id}")
    public JsonObject revoke(@PathParam("key_id") String id) {
        keys.revoke(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
