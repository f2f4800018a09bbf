package antiphon.telephony;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** The door to telephone numbers. */
@Path("/v1/convai/phone-numbers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PhoneNumbersResource {
    @Inject
    PhoneNumbers numbers;

    @Inject
    Caller caller;

    @GET
    public JsonArray list(@Context UriInfo uri) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        numbers.list(NumberSelection.all(Query.of(uri))).items().forEach(number -> all.add(numbers.shown(number)));
        return all.build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        Contract.stated().demand(Carrier.meant(body).creation(), body);
        String id = numbers.create(body, caller.actor()).id();
        return Json.createObjectBuilder().add("phone_number_id", id).build();
    }

    @GET
    @Path("{phone_number_id}")
    public JsonObject get(@PathParam("phone_number_id") String id) {
        return numbers.shown(numbers.find(id));
    }

    @PATCH
    @Path("{phone_number_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject change(@PathParam("phone_number_id") String id, JsonObject body) {
        Contract.stated().demand("UpdatePhoneNumberRequest", body);
        return numbers.shown(numbers.change(id, body, caller.actor()));
    }

    @DELETE
    @Path("{phone_number_id}")
    public JsonObject delete(@PathParam("phone_number_id") String id) {
        numbers.delete(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /** No SIP message was ever sent or received here: there is no line yet. */
    @GET
    @Path("{phone_number_id}/sip-messages")
    public JsonObject sipMessages(@PathParam("phone_number_id") String id, @Context UriInfo uri) {
        Query.of(uri).number("page_size", 20, 1, 100);
        numbers.find(id);
        return Contract.stated()
                .complete(
                        "GetSIPLogMessagesResponse",
                        Json.createObjectBuilder()
                                .add("sip_messages", Json.createArrayBuilder())
                                .build());
    }
}
