package antiphon.identity;

import antiphon.api.Page;
import antiphon.api.Query;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;

/** The door to the trail of who changed what, an extension of the contract. */
@Path("/v1/antiphon/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    @Inject
    AuditTrail audit;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Page<AuditEntry> page = audit.page(AuditSelection.read(Query.of(uri)));
        Map<String, String> names = audit.names(page.items());
        return page.asJson("entries", entry -> entry.asJson(names.getOrDefault(entry.actorId(), "")));
    }
}
