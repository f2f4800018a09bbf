package antiphon.conversations.history;

import antiphon.api.Refusal;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.Records;
import antiphon.conversations.recordings.SoundFile;
import antiphon.conversations.recordings.SoundPart;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** The sound of conversations. */
@ApplicationScoped
public class Sounds {
    @Inject
    Conversations conversations;

    @Inject
    Records records;

    /**
     * The recording of a conversation, or a part of it.
     *
     * @param range the header of a request
     * @throws Refusal.NotFound when nothing was recorded
     */
    public SoundPart part(String id, SoundFile.Format format, Optional<String> range) {
        Conversation conversation = conversations.find(id);
        try {
            return SoundPart.of(records.recordings().file(id, format), conversation.ended(), range);
        } catch (NoSuchFileException none) {
            throw new Refusal.NotFound("audio_not_found", "No sound was recorded of the conversation '" + id + "'.");
        } catch (IOException away) {
            throw new Refusal.Unavailable("recordings_unavailable", "The place of the recordings does not answer.");
        }
    }
}
