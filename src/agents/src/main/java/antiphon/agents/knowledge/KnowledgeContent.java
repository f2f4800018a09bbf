package antiphon.agents.knowledge;

import antiphon.agents.knowledge.reading.Extract;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** What can be read of a document. */
@Entity
@Table(name = "knowledge_content")
public class KnowledgeContent {
    @Id
    @Column(name = "document_id")
    private String documentId;

    @Column(name = "html")
    private String html;

    @Column(name = "words")
    private String words;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KnowledgeContent() {}

    KnowledgeContent(String documentId, Extract extract) {
        this.documentId = documentId;
        this.html = extract.html();
        this.words = extract.words();
    }

    void becomes(Extract extract) {
        html = extract.html();
        words = extract.words();
    }

    String html() {
        return html;
    }

    String words() {
        return words;
    }
}
