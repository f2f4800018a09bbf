package antiphon.conversations.files;

import antiphon.api.FormPart;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.conversations.blobs.BlobStore;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.Conversations;
import antiphon.conversations.record.Features;
import antiphon.conversations.record.Records;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import antiphon.identity.Role;
import antiphon.language.Attachment;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The files that callers left. Whoever knows the id of a conversation that lives may leave some in it. */
@ApplicationScoped
public class LeftFiles {
    /** Of one file. */
    static final int MOST_BYTES = 20 * 1024 * 1024;

    private static final int LONGEST_NAME = 255;
    private static final Actor CALLER = new Actor("<caller>", "A caller", Role.VIEWER);

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    Conversations conversations;

    @Inject
    Records records;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /**
     * Keeps a file while the call lives.
     *
     * @param by absent for a caller without a key
     * @throws Refusal saying why it cannot be left there
     */
    @Transactional
    public JsonObject leave(String conversationId, FormPart upload, Optional<Actor> by) {
        Conversation conversation = conversations.find(conversationId);
        entities.lock(conversation, LockModeType.PESSIMISTIC_WRITE);
        check(conversation);
        byte[] content = upload.bytes(MOST_BYTES);
        FileKind kind = FileKind.of(content)
                .filter(any -> content.length > 0)
                .orElseThrow(() -> new Refusal.Invalid(Problem.at(
                        "body.file",
                        "Input should be an image (PNG, JPEG, GIF, WebP), a PDF, or text in UTF-8",
                        "value_error")));
        String id = PublicId.fresh("file_");
        ConversationFile file = new ConversationFile(
                id, conversationId, shortened(upload.name()), kind, content.length, clock.instant());
        keep(file.blob(), content);
        entities.persist(file);
        audit.note(by.orElse(CALLER), "conversation.file", conversationId, null, Fingerprint.of(id));
        return shown(id);
    }

    /** @throws Refusal.NotFound if there is no such file in this conversation */
    @Transactional
    public JsonObject cancel(String conversationId, String id, Optional<Actor> by) {
        ConversationFile file = find(conversationId, id);
        entities.remove(file);
        try {
            blobs().delete(file.blob());
        } catch (IOException away) {
            throw unavailable();
        }
        audit.note(by.orElse(CALLER), "conversation.file_cancel", conversationId, Fingerprint.of(id), null);
        return shown(id);
    }

    /** @throws Refusal.NotFound if there is no such file in this conversation */
    @Transactional
    ConversationFile find(String conversationId, String id) {
        conversations.find(conversationId);
        ConversationFile file = PublicId.isPlausible(id) ? entities.find(ConversationFile.class, id) : null;
        if (file == null || !file.conversationId().equals(conversationId)) {
            throw Refusal.NotFound.of("file", id);
        }
        return file;
    }

    /** Those of these files that were left in this conversation, in the order asked for. */
    @Transactional
    public List<Attachment> left(String conversationId, List<String> ids) {
        return ids.stream()
                .filter(PublicId::isPlausible)
                .flatMap(id -> Optional.ofNullable(entities.find(ConversationFile.class, id)).stream())
                .filter(file -> file.conversationId().equals(conversationId))
                .map(file -> new Attachment(file.id(), file.name(), file.mediaType()))
                .toList();
    }

    /** Empty when it was taken back, or its place does not answer. */
    public Optional<byte[]> content(String id) {
        try (InputStream content = blobs().read(ConversationFile.blobOf(id))) {
            return Optional.of(content.readAllBytes());
        } catch (IOException away) {
            return Optional.empty();
        }
    }

    /** Whether the caller left any. */
    @Transactional
    public boolean any(String conversationId) {
        return count(conversationId) > 0;
    }

    /** The bytes of all files of a conversation; their rows go with the conversation's. */
    @Transactional
    public void deleteAll(String conversationId) throws IOException {
        for (String id : ids(conversationId)) {
            blobs().delete(ConversationFile.blobOf(id));
        }
    }

    /** The files of a conversation, and that there were any. */
    @Transactional
    public void forget(String conversationId) throws IOException {
        deleteAll(conversationId);
        entities.createQuery("delete from ConversationFile f where f.conversationId = :id")
                .setParameter("id", conversationId)
                .executeUpdate();
    }

    private void check(Conversation conversation) {
        if (conversation.ended()) {
            throw new Refusal.Conflict(
                    "conversation_over", "This conversation is over; files can be left while it goes on.");
        }
        int most = Features.mostFiles(conversation.features());
        if (most < 1 || conversation.features().getBoolean("pii_zrm_agent", false)) {
            throw new Refusal.Forbidden("files_not_taken", "The agent of this conversation takes no files.");
        }
        if (count(conversation.id()) >= most) {
            throw new Refusal.Conflict(
                    "too_many_files",
                    "A conversation of this agent takes at most " + most + " files; cancel one that is not needed.");
        }
    }

    private void keep(String blob, byte[] content) {
        try {
            blobs().append(blob, content);
            blobs().complete(blob);
        } catch (IOException full) {
            throw unavailable();
        }
    }

    private long count(String conversationId) {
        return ids(conversationId).size();
    }

    private List<String> ids(String conversationId) {
        return entities.createQuery("select f.id from ConversationFile f where f.conversationId = :id", String.class)
                .setParameter("id", conversationId)
                .getResultList();
    }

    private BlobStore blobs() {
        return records.blobs();
    }

    private static Refusal unavailable() {
        return new Refusal.Unavailable("files_unavailable", "The place of the files does not answer.");
    }

    private static String shortened(String name) {
        String clean = name.isBlank() ? "file" : name.strip();
        return clean.length() > LONGEST_NAME ? clean.substring(0, LONGEST_NAME) : clean;
    }

    private static JsonObject shown(String id) {
        return Json.createObjectBuilder().add("file_id", id).build();
    }
}
