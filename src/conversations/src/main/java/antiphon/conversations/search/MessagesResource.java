package antiphon.conversations.search;

import antiphon.api.Json;
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

/** The door to what was said in conversations. */
@Path("/v1/convai/conversations/messages")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class MessagesResource {
    @Inject
    Messages messages;

    @Inject
    Meanings meanings;

    @GET
    @Path("text-search")
    public JsonObject byWords(@Context UriInfo uri) {
        return shown(messages.page(Query.of(uri)));
    }

    @GET
    @Path("smart-search")
    public JsonObject byMeaning(@Context UriInfo uri) {
        return shown(meanings.page(Query.of(uri)));
    }

    private static JsonObject shown(Page<FoundMessage> page) {
        JsonObject results = page.asJson("results", FoundMessage::asJson);
        return Json.createObjectBuilder(results)
                .add(
                        "meta",
                        Json.createObjectBuilder()
                                .addNull("total")
                                .addNull("page")
                                .add("page_size", page.items().size()))
                .build();
    }
}
