package antiphon.voices.listening;

import antiphon.api.Query;
import antiphon.api.Refusal;
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
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The door to text made of speech. */
@Path("/v1/speech-to-text")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SpeechToTextResource {
    private static final int MOST_BYTES = 50 * 1024 * 1024;
    private static final int MOST_BYTES_OF_A_FIELD = 64 * 1024;

    @Inject
    SpeechToText speech;

    @Inject
    Transcripts transcripts;

    @Inject
    Caller caller;

    @POST
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public JsonObject convert(List<EntityPart> form, @Context UriInfo uri) throws IOException {
        boolean kept = Query.of(uri).flag("enable_logging", true);
        return speech.transcribe(wish(form), kept, caller.actor());
    }

    @GET
    @Path("transcripts/{transcription_id}")
    public JsonObject get(@PathParam("transcription_id") String id) {
        return transcripts.find(id).asJson();
    }

    @DELETE
    @Path("transcripts/{transcription_id}")
    public JsonObject delete(@PathParam("transcription_id") String id) {
        transcripts.delete(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private static TranscriptionWish wish(List<EntityPart> form) throws IOException {
        Map<String, List<String>> texts = new HashMap<>();
        Optional<byte[]> file = Optional.empty();
        for (EntityPart part : form) {
            if (part.getName().equals("file")) {
                file = Optional.of(bytes(part, MOST_BYTES));
            } else {
                String text = new String(bytes(part, MOST_BYTES_OF_A_FIELD), StandardCharsets.UTF_8);
                texts.computeIfAbsent(part.getName(), any -> new ArrayList<>()).add(text);
            }
        }
        return TranscriptionWish.read(texts, file);
    }

    private static byte[] bytes(EntityPart part, int most) throws IOException {
        try (InputStream content = part.getContent()) {
            byte[] bytes = content.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new Refusal.TooLarge(most);
            }
            return bytes;
        }
    }
}
