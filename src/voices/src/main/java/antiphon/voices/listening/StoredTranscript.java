package antiphon.voices.listening;

import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.io.StringReader;
import java.time.Instant;

/** What was said in a sound, as it was answered. */
@Entity
@Table(name = "stored_transcript")
class StoredTranscript {
    @Id
    private String id;

    @Column(name = "document")
    private String document;

    @Column(name = "created_by")
    private String createdBy;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected StoredTranscript() {}

    StoredTranscript(String id, JsonObject document, String createdBy, Instant createdAt) {
        this.id = id;
        this.document = document.toString();
        this.createdBy = createdBy;
        this.createdAt = createdAt;
    }

    /** The contract's SpeechToTextChunkResponseModel. */
    JsonObject asJson() {
        try (JsonReader reader = Json.createReader(new StringReader(document))) {
            return reader.readObject();
        }
    }
}
