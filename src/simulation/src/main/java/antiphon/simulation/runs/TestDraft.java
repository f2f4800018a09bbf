package antiphon.simulation.runs;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.PublicId;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Settings of an agent that were sent along to be tested in place of those it has. Never changed. */
@Entity
@Table(name = "test_draft")
public class TestDraft {
    @Id
    private String id;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected TestDraft() {}

    TestDraft(JsonObject document, Instant now) {
        this.id = PublicId.fresh("tdrft_");
        this.document = document;
        this.createdAt = now;
    }

    String id() {
        return id;
    }

    JsonObject document() {
        return document;
    }

    Instant createdAt() {
        return createdAt;
    }
}
