package antiphon.conversations.history;

import antiphon.conversations.recordings.SoundFile;
import antiphon.conversations.recordings.SoundPart;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.Optional;

/** The door to the sound of conversations: caller left, agent right. */
@Path("/v1/convai/conversations/{conversation_id}/audio")
@RequestScoped
public class SoundResource {
    @Inject
    Sounds sounds;

    @GET
    @Produces({"audio/mpeg", MediaType.APPLICATION_JSON + ";qs=0.9"})
    public Response mp3(@PathParam("conversation_id") String id, @HeaderParam("Range") String range) {
        return answer(sounds.part(id, SoundFile.Format.MP3, Optional.ofNullable(range)));
    }

    @GET
    @Produces({"audio/wav;qs=0.5", "audio/x-wav;qs=0.5"})
    public Response wav(@PathParam("conversation_id") String id, @HeaderParam("Range") String range) {
        return answer(sounds.part(id, SoundFile.Format.WAV, Optional.ofNullable(range)));
    }

    private static Response answer(SoundPart part) {
        StreamingOutput output = part::writeTo;
        Response.ResponseBuilder answer = Response.status(part.status()).type(part.mediaType());
        part.headers().forEach(answer::header);
        return part.isEmpty() ? answer.build() : answer.entity(output).build();
    }
}
