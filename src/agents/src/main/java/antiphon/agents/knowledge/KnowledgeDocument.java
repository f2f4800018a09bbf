package antiphon.agents.knowledge;

import antiphon.agents.documents.Creator;
import antiphon.agents.knowledge.reading.Extract;
import antiphon.api.PublicId;
import antiphon.identity.Actor;
import antiphon.identity.Fingerprint;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A document of the knowledge base, or a folder. Its content lies beside it. */
@Entity
@Table(name = "knowledge_document")
public class KnowledgeDocument {
    static final String FOLDER = "folder";
    static final String FILE = "file";
    static final String URL = "url";
    static final String TEXT = "text";
    private static final int MOST_FAILURES = 5;

    @Id
    private String id;

    @Column(name = "parent_id")
    private @Nullable String parentId;

    @Column(name = "type")
    private String type;

    @Column(name = "name")
    private String name;

    @Column(name = "url")
    private @Nullable String url;

    @Column(name = "filename")
    private @Nullable String filename;

    @Column(name = "media_type")
    private @Nullable String mediaType;

    @Column(name = "size_bytes")
    private long sizeBytes;

    @Column(name = "characters")
    private int characters;

    @Column(name = "pages")
    private int pages;

    @Column(name = "fingerprint")
    private String fingerprint;

    @Column(name = "sync_days")
    private @Nullable Integer syncDays;

    @Column(name = "sync_removes")
    private boolean syncRemoves;

    @Column(name = "sync_failures")
    private int syncFailures;

    @Column(name = "next_sync_at")
    private @Nullable Instant nextSyncAt;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_by_name")
    private String createdByName;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KnowledgeDocument() {}

    KnowledgeDocument(DocumentDraft draft, Actor by, Instant now) {
        this.id = PublicId.fresh(draft.type().equals(FOLDER) ? "kbf_" : "kb_");
        this.type = draft.type();
        this.name = draft.name();
        this.parentId = draft.parentId().orElse(null);
        this.url = draft.url().orElse(null);
        this.filename = draft.filename().orElse(null);
        this.createdBy = by.id();
        this.createdByName = by.name();
        this.createdAt = now;
        this.updatedAt = now;
        this.syncDays = draft.syncDays().orElse(null);
        this.syncRemoves = draft.syncRemoves();
        this.fingerprint = Fingerprint.of("");
        planSync(now);
        draft.extract().ifPresent(extract -> holds(extract, draft.sizeBytes(), now));
    }

    /** Takes new content; the same words again change nothing. */
    boolean becomes(Extract extract, long bytes, Instant now) {
        syncFailures = 0;
        planSync(now);
        if (Fingerprint.of(extract.words()).equals(fingerprint)) {
            return false;
        }
        holds(extract, bytes, now);
        return true;
    }

    private void holds(Extract extract, long bytes, Instant now) {
        mediaType = extract.mediaType();
        sizeBytes = bytes;
        characters = extract.words().length();
        pages = extract.pages();
        fingerprint = Fingerprint.of(extract.words());
        updatedAt = now;
    }

    void isFile(String newFilename) {
        filename = newFilename;
    }

    void rename(String newName, Instant now) {
        name = newName;
        updatedAt = now;
    }

    void move(@Nullable String folderId, Instant now) {
        parentId = folderId;
        updatedAt = now;
    }

    /** The page could not be fetched; after a while it is not tried any more. */
    void missed(Instant now) {
        syncFailures++;
        planSync(now);
        if (syncFailures >= MOST_FAILURES) {
            nextSyncAt = null;
        }
    }

    /** Whether it is to go when its page has gone. */
    boolean goesWithItsPage() {
        return syncRemoves;
    }

    private void planSync(Instant now) {
        nextSyncAt = syncDays == null ? null : now.plus(Duration.ofDays(syncDays));
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** {@code file}, {@code url}, {@code text} or {@code folder}. */
    public String type() {
        return type;
    }

    public boolean isFolder() {
        return type.equals(FOLDER);
    }

    /** Where it came from, for a document from the web. */
    public Optional<String> url() {
        return Optional.ofNullable(url);
    }

    Optional<String> filename() {
        return Optional.ofNullable(filename);
    }

    Optional<String> parentId() {
        return Optional.ofNullable(parentId);
    }

    String mediaType() {
        return mediaType == null ? "text/plain" : mediaType;
    }

    long sizeBytes() {
        return sizeBytes;
    }

    /** How many characters its words have. */
    public int characters() {
        return characters;
    }

    public int pages() {
        return pages;
    }

    String fingerprint() {
        return fingerprint;
    }

    Optional<Integer> syncDays() {
        return Optional.ofNullable(syncDays);
    }

    int syncFailures() {
        return syncFailures;
    }

    Optional<Instant> nextSyncAt() {
        return Optional.ofNullable(nextSyncAt);
    }

    Creator creator() {
        return new Creator(createdBy, createdByName);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
