package antiphon.voices.speaking;

import antiphon.api.Query;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** The door to speech made of text. */
@Path("/v1/text-to-speech/{voice_id}")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
public class TextToSpeechResource {
    @Inject
    TextToSpeech speech;

    @Inject
    Caller caller;

    @Context
    UriInfo uri;

    @POST
    @Produces(MediaType.WILDCARD)
    public Response convert(@PathParam("voice_id") String voiceId, JsonObject body) throws IOException {
        Speech spoken = begin("Body_text_to_speech_full", voiceId, body, true);
        ByteArrayOutputStream sound = new ByteArrayOutputStream();
        spoken.write(sound);
        return Response.ok(sound.toByteArray(), spoken.mediaType()).build();
    }

    @POST
    @Path("stream")
    @Produces(MediaType.WILDCARD)
    public Response stream(@PathParam("voice_id") String voiceId, JsonObject body) {
        Speech spoken = begin("Body_text_to_speech_stream", voiceId, body, false);
        StreamingOutput sound = spoken::write;
        return Response.ok(sound, spoken.mediaType()).build();
    }

    @POST
    @Path("with-timestamps")
    @Produces(MediaType.APPLICATION_JSON)
    public JsonObject withTimestamps(@PathParam("voice_id") String voiceId, JsonObject body) throws IOException {
        return begin("Body_text_to_speech_full_with_timestamps", voiceId, body, true)
                .withTimestamps();
    }

    @POST
    @Path("stream/with-timestamps")
    @Produces(MediaType.APPLICATION_JSON)
    public Response streamWithTimestamps(@PathParam("voice_id") String voiceId, JsonObject body) {
        Speech spoken = begin("Body_text_to_speech_stream_with_timestamps", voiceId, body, false);
        StreamingOutput lines = spoken::writeWithTimestamps;
        return Response.ok(lines, MediaType.APPLICATION_JSON).build();
    }

    private Speech begin(String schema, String voiceId, JsonObject body, boolean whole) {
        return speech.begin(schema, voiceId, body, Query.of(uri), whole, caller.actor());
    }
}
