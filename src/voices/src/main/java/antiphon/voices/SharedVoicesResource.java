package antiphon.voices;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.api.contract.Contract;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to voices that strangers share: a server of one's own has no such library, so it is always empty. */
@Path("/v1/shared-voices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SharedVoicesResource {
    @GET
    public JsonObject list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        var unusedSize = query.number("page_size", 30, 1, 100);
        var unusedPage = query.number("page", 0, 0, Integer.MAX_VALUE);
        JsonObject none = Json.createObjectBuilder()
                .add("voices", Json.createArrayBuilder())
                .add("has_more", false)
                .build();
        return Contract.stated().complete("GetLibraryVoicesResponseModel", none);
    }
}
