package antiphon.conversations.users;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The door to how many conversations go on. */
@Path("/v1/convai/analytics/live-count")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class LiveCountResource {
    private static final int MOST_AGENTS = 25;

    @Inject
    Callers callers;

    @GET
    public JsonObject count(@Context UriInfo uri) {
        return Json.createObjectBuilder()
                .add("count", callers.live(agents(Query.of(uri))))
                .build();
    }

    /** Several agents go before one. */
    private static List<String> agents(Query query) {
        List<String> several = query.texts("agent_ids");
        if (several.size() > MOST_AGENTS) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "agent_ids"), "List should have at most " + MOST_AGENTS + " items", "too_long"));
        }
        return several.isEmpty() ? query.text("agent_id").stream().toList() : several;
    }
}
