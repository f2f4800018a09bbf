package antiphon.conversations.files;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What a caller left in a conversation. */
@Entity
@Table(name = "conversation_file")
public class ConversationFile {
    @Id
    private String id;

    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "name")
    private String name;

    @Column(name = "media_type")
    private String mediaType;

    @Column(name = "length")
    private long length;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ConversationFile() {}

    ConversationFile(String id, String conversationId, String name, FileKind kind, long length, Instant createdAt) {
        this.id = id;
        this.conversationId = conversationId;
        this.name = name;
        this.mediaType = kind.mediaType();
        this.length = length;
        this.createdAt = createdAt;
    }

    String id() {
        return id;
    }

    String conversationId() {
        return conversationId;
    }

    String name() {
        return name;
    }

    /** As its bytes tell, whatever the client said. */
    String mediaType() {
        return mediaType;
    }

    long length() {
        return length;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Of the blob that holds its bytes. */
    String blob() {
        return blobOf(id);
    }

    static String blobOf(String id) {
        return id + ".file";
    }
}
