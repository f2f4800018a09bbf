package antiphon.conversations.history;

import antiphon.api.Refusal;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.Records;
import antiphon.conversations.recordings.Recordings;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;

/** The door to the journals of calls, which hold all that was said: for administrators alone. */
@Path("/v1/antiphon/conversations/{conversation_id}/journal")
@RequestScoped
public class JournalsResource {
    @Inject
    Conversations conversations;

    @Inject
    Records records;

    /** Everything that happened to the call and what it made of it, for a replay. */
    @GET
    @Produces({MediaType.APPLICATION_OCTET_STREAM, MediaType.APPLICATION_JSON})
    public Response get(@PathParam("conversation_id") String id) {
        conversations.find(id);
        Recordings recordings = records.recordings();
        try {
            if (!recordings.hasJournal(id)) {
                throw new Refusal.NotFound(
                        "journal_not_found", "No journal was kept of the conversation '" + id + "'.");
            }
        } catch (IOException away) {
            throw new Refusal.Unavailable("recordings_unavailable", "The place of the journals does not answer.");
        }
        // Opened by whoever writes it: of an answer to HEAD nothing is written, and so nothing would be closed.
        StreamingOutput written = output -> {
            try (InputStream journal = recordings.journal(id)) {
                journal.transferTo(output);
            }
        };
        return Response.ok(written, MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + id + ".journal\"")
                .build();
    }
}
