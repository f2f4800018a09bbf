package antiphon.agents.knowledge;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A file as it was sent. */
@Entity
@Table(name = "knowledge_source")
public class KnowledgeSource {
    @Id
    @Column(name = "document_id")
    private String documentId;

    @Column(name = "bytes")
    private byte[] bytes;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KnowledgeSource() {}

    KnowledgeSource(String documentId, byte[] bytes) {
        this.documentId = documentId;
        this.bytes = bytes;
    }

    void becomes(byte[] changed) {
        bytes = changed;
    }

    byte[] bytes() {
        return bytes;
    }
}
