package antiphon.conversations;

import antiphon.api.Json;
import antiphon.conversations.record.Records;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to addresses under which a page may bring an agent of its own, an extension of the contract. */
@Path("/v1/antiphon/enclave")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EnclaveResource {
    @Inject
    Enclave enclave;

    @Inject
    Records records;

    @POST
    @Path("signed-url")
    public JsonObject signedUrl(@Context UriInfo uri, @Context HttpHeaders headers) {
        String socket = new PublicAddress(records.settings()).webSocket(uri.getBaseUri(), headers::getHeaderString);
        return Json.createObjectBuilder()
                .add("signed_url", socket + "/v1/antiphon/enclave?conversation_signature=" + enclave.sign())
                .build();
    }
}
