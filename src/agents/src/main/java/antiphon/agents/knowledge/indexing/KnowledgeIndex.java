package antiphon.agents.knowledge.indexing;

import antiphon.api.Json;
import antiphon.api.PublicId;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An index of a document. Its life: {@code new}, {@code processing}, {@code succeeded} or {@code failed}; when the document
 * changes, it is new again, under the next version.
 */
@Entity
@Table(name = "knowledge_index")
public class KnowledgeIndex {
    static final String NEW = "new";
    static final String FAILED = "failed";

    @Id
    private String id;

    @Column(name = "document_id")
    private String documentId;

    @Column(name = "model")
    private String model;

    @Column(name = "embedder")
    private String embedder;

    @Column(name = "status")
    private String status;

    @Column(name = "version")
    private long version;

    @Column(name = "passages")
    private int passages;

    @Column(name = "embedded")
    private int embedded;

    @Column(name = "used_bytes")
    private long usedBytes;

    @Column(name = "failures")
    private int failures;

    @Column(name = "claimed_by")
    private @Nullable String claimedBy;

    @Column(name = "lease_until")
    private @Nullable Instant leaseUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KnowledgeIndex() {}

    KnowledgeIndex(String documentId, String model, Instant now) {
        this.id = PublicId.fresh("rag_");
        this.documentId = documentId;
        this.model = model;
        this.embedder = "";
        this.status = NEW;
        this.version = 1;
        this.createdAt = now;
        this.updatedAt = now;
    }

    /** One that failed, or that another embedder made, is made anew. */
    void tryAgain(Optional<String> embedderNow, Instant now) {
        boolean outdated = status.equals("succeeded")
                && embedderNow.filter(name -> !name.equals(embedder)).isPresent();
        if (status.equals(FAILED) || outdated) {
            status = NEW;
            version++;
            embedded = 0;
            failures = 0;
            updatedAt = now;
        }
    }

    String id() {
        return id;
    }

    String documentId() {
        return documentId;
    }

    String model() {
        return model;
    }

    /** The contract's RAGDocumentIndexResponseModel. */
    JsonObject asJson() {
        double progress = passages == 0 ? 0 : 100.0 * embedded / passages;
        return shown(id, model, status, status.equals("succeeded") ? 100 : progress, usedBytes);
    }

    /** Of a document that has no index, and why. */
    static JsonObject none(String documentId, String model, String status) {
        return shown("none_" + documentId, model, status, 0, 0);
    }

    private static JsonObject shown(String id, String model, String status, double progress, long usedBytes) {
        return Json.createObjectBuilder()
                .add("id", id)
                .add("model", model)
                .add("status", status)
                .add("progress_percentage", progress)
                .add("document_model_index_usage", Json.createObjectBuilder().add("used_bytes", usedBytes))
                .build();
    }
}
