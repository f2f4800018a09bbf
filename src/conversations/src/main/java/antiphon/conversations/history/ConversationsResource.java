package antiphon.conversations.history;

import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationQuery;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.Records;
import antiphon.conversations.recordings.Mp3;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
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
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;

/** The door to the records of conversations. */
@Path("/v1/convai/conversations")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ConversationsResource {
    private static final int LONGEST_COMMENT = 10_000;
    private static final int BEST_RATING = 5;

    @Inject
    Conversations conversations;

    @Inject
    Records records;

    @Inject
    InstantSource clock;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        return conversations
                .page(ConversationQuery.of(Query.of(uri)))
                .asJson("conversations", conversation -> document(conversation).summary());
    }

    @GET
    @Path("{conversation_id}")
    public JsonObject get(@PathParam("conversation_id") String id, @Context UriInfo uri) {
        if (Query.of(uri)
                .oneOf("format", Set.of("json", "opentelemetry"))
                .filter("opentelemetry"::equals)
                .isPresent()) {
            throw new Refusal.NotImplemented("Conversations are shown as json only.");
        }
        Conversation conversation = conversations.find(id);
        return document(conversation).whole(conversations.turns(id), records.isHeard(conversation));
    }

    @DELETE
    @Path("{conversation_id}")
    public JsonObject delete(@PathParam("conversation_id") String id) {
        conversations.find(id);
        try {
            records.recordings().delete(id);
        } catch (IOException away) {
            throw new Refusal.Unavailable(
                    "recordings_unavailable",
                    "The place of the recordings does not answer; nothing of this conversation is surely deleted.");
        }
        conversations.delete(id);
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    /** Caller left, agent right. */
    @GET
    @Path("{conversation_id}/audio")
    @Produces({"audio/mpeg", MediaType.APPLICATION_JSON})
    public Response audio(@PathParam("conversation_id") String id) {
        conversations.find(id);
        InputStream samples = sound(id);
        StreamingOutput mp3 = output -> {
            try (samples) {
                Mp3.encode(samples, output);
            }
        };
        return Response.ok(mp3, "audio/mpeg").build();
    }

    private InputStream sound(String id) {
        try {
            return records.recordings().sound(id);
        } catch (NoSuchFileException none) {
            throw new Refusal.NotFound("audio_not_found", "No sound was recorded of the conversation '" + id + "'.");
        } catch (IOException away) {
            throw new Refusal.Unavailable("recordings_unavailable", "The place of the recordings does not answer.");
        }
    }

    /** Thumbs, or a rating of 1 to 5 with a comment; clients that hold no key send it as well. */
    @POST
    @Path("{conversation_id}/feedback")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject judge(@PathParam("conversation_id") String id, JsonObject feedback) {
        Optional<String> score = score(feedback);
        Optional<Integer> rating = rating(feedback);
        Optional<String> comment = feedback.get("comment") instanceof JsonString text
                ? Optional.of(text.getString())
                        .filter(words -> !words.isBlank())
                        .map(words -> words.substring(0, Math.min(words.length(), LONGEST_COMMENT)))
                : Optional.empty();
        conversations.judge(id, score.orElse(null), rating.orElse(null), comment.orElse(null));
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private static Optional<String> score(JsonObject feedback) {
        JsonValue score = feedback.getOrDefault("feedback", JsonValue.NULL);
        if (score.equals(JsonValue.NULL)) {
            return Optional.empty();
        }
        if (score instanceof JsonString word && Set.of("like", "dislike").contains(word.getString())) {
            return Optional.of(word.getString());
        }
        throw new Refusal.Invalid(Problem.at("body.feedback", "Input should be 'like' or 'dislike'", "enum"));
    }

    private static Optional<Integer> rating(JsonObject feedback) {
        JsonValue rating = feedback.getOrDefault("rating", JsonValue.NULL);
        if (rating.equals(JsonValue.NULL)) {
            return Optional.empty();
        }
        if (rating instanceof JsonNumber number
                && number.isIntegral()
                && number.longValue() >= 1
                && number.longValue() <= BEST_RATING) {
            return Optional.of(number.intValue());
        }
        throw new Refusal.Invalid(
                Problem.at("body.rating", "Input should be a whole number from 1 to 5", "value_error"));
    }

    private ConversationDocument document(Conversation conversation) {
        return new ConversationDocument(conversation, clock.instant());
    }
}
