package antiphon.conversations.monitor;

import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.conversations.OpenCalls;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.InstantSource;

/** The door to the state of the calls that live on this server, an extension of the contract. Holds no words spoken. */
@Path("/v1/antiphon/calls")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class CallsResource {
    @Inject
    OpenCalls calls;

    @Inject
    InstantSource clock;

    @GET
    public JsonObject list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        calls.all().forEach(call -> list.add(LiveCallDocument.of(call, clock.instant())));
        return Json.createObjectBuilder()
                .add("calls", list)
                .add("most", calls.most())
                .build();
    }

    @GET
    @Path("{conversation_id}")
    public JsonObject get(@PathParam("conversation_id") String id) {
        return calls.find(id)
                .map(call -> LiveCallDocument.of(call, clock.instant()))
                .orElseThrow(() -> new Refusal.NotFound(
                        "call_not_found", "No call of the conversation '" + id + "' lives on this server."));
    }
}
