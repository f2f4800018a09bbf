package antiphon.conversations.history;

import antiphon.api.Query;
import antiphon.identity.Caller;
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

/** The door to the records of conversations. */
@Path("/v1/convai/conversations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {
    @Inject
    Histories histories;

    @Inject
    PastConversations past;

    @Inject
    Caller caller;

    @Inject
    InstantSource clock;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        SummaryDocument shown = SummaryDocument.asked(query, clock.instant());
        return histories.page(query).asJson("conversations", shown::of);
    }

    @GET
    @Path("resolve")
    public JsonObject resolve(@Context UriInfo uri) {
        return past.resolve(Query.of(uri));
    }

    @GET
    @Path("{conversation_id}")
    public JsonObject get(@PathParam("conversation_id") String id, @Context UriInfo uri) {
        return past.whole(id, Query.of(uri));
    }

    @GET
    @Path("{conversation_id}/summary")
    public JsonObject summary(@PathParam("conversation_id") String id, @Context UriInfo uri) {
        return past.brief(id, Query.of(uri).number("max_messages", 40, 1, 200));
    }

    @GET
    @Path("{conversation_id}/sip-messages")
    public JsonObject sipMessages(@PathParam("conversation_id") String id, @Context UriInfo uri) {
        return past.sipMessages(id, Query.of(uri));
    }

    @DELETE
    @Path("{conversation_id}")
    public JsonObject delete(@PathParam("conversation_id") String id) {
        past.delete(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /** Thumbs, or a rating of 1 to 5 with a comment; clients that hold no key send it as well. */
    @POST
    @Path("{conversation_id}/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject judge(@PathParam("conversation_id") String id, JsonObject feedback) {
        past.judge(id, JudgementSent.read(feedback), caller.known());
        return JsonValue.EMPTY_JSON_OBJECT;
    }
}
