package antiphon.conversations.widget;

import antiphon.api.Query;
import antiphon.conversations.Knock;
import antiphon.conversations.PublicAddress;
import antiphon.conversations.record.Records;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** The door at which pages ask what an agent looks like; the agent's own settings say who may know. */
@Path("/v1/convai/agents/{agent_id}/widget")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class WidgetResource {
    @Inject
    Widgets widgets;

    @Inject
    Records records;

    @Inject
    Caller caller;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    public JsonObject get(@PathParam("agent_id") String id) {
        String server = new PublicAddress(records.settings()).http(uri.getBaseUri(), headers::getHeaderString);
        return widgets.show(knock(id), caller.known(), server);
    }

    private Knock knock(String id) {
        return new Knock(
                id,
                Query.of(uri).text("conversation_signature"),
                Optional.empty(),
                Optional.ofNullable(headers.getHeaderString("Origin")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
