package antiphon.voices;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.speech.OfferedVoice;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The door to a search among voices. */
@Path("/v2/voices")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class VoiceSearchResource {
    @Inject
    Voices voices;

    @GET
    public JsonObject search(@Context UriInfo uri) {
        VoiceSelection selection = VoiceSelection.read(Query.of(uri));
        return page(selection.fitting(voices.all()), selection);
    }

    private static JsonObject page(List<OfferedVoice> fitting, VoiceSelection selection) {
        int from = Math.min(selection.from(), fitting.size());
        int to = Math.min(from + selection.pageSize(), fitting.size());
        JsonArrayBuilder list = Json.createArrayBuilder();
        fitting.subList(from, to).forEach(voice -> list.add(new VoiceDocument(voice).asJson(true)));
        boolean more = to < fitting.size();
        return Json.createObjectBuilder()
                .add("voices", list)
                .add("has_more", more)
                .add("total_count", fitting.size())
                .add("next_page_token", more ? Json.createValue(Integer.toString(to)) : JsonValue.NULL)
                .build();
    }
}
