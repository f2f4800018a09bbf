package antiphon.conversations;

import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.SignedUrls.Permit;
import antiphon.conversations.record.Records;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;

/** The door to addresses under which a browser may open a private agent. */
@Path("/v1/convai/conversation")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SignedUrlsResource {
    @Inject
    Admissions admissions;

    @Inject
    Records records;

    @Context
    UriInfo uri;

    @Context
    HttpHeaders headers;

    @GET
    @Path("get-signed-url")
    public JsonObject signedUrl() {
        Query query = Query.of(uri);
        Permit permit = permit(query);
        String socket = new PublicAddress(records.settings()).webSocket(uri.getBaseUri(), headers::getHeaderString);
        String url = socket + "/v1/convai/conversation?agent_id=" + permit.agentId() + "&conversation_signature="
                + admissions.sign(permit);
        return Json.createObjectBuilder().add("signed_url", url).build();
    }

    /** The name that older clients know. */
    @GET
    @Path("get_signed_url")
    public JsonObject signedUrlByItsOldName() {
        return signedUrl();
    }

    @GET
    @Path("token")
    public JsonObject token() {
        throw new Refusal.NotImplemented(
                "This server does not speak WebRTC yet. Open the conversation over its WebSocket: connectionType websocket.");
    }

    private static Permit permit(Query query) {
        String agentId = query.text("agent_id")
                .orElseThrow(() ->
                        new Refusal.Invalid(new Problem(List.of("query", "agent_id"), "Field required", "missing")));
        boolean once = query.flag("include_conversation_id", false);
        return new Permit(
                agentId,
                once ? Optional.of(PublicId.fresh("conv_")) : Optional.empty(),
                query.text("branch_id"),
                query.text("version_id"),
                query.text("environment"));
    }
}
