package antiphon.conversations.record;

import antiphon.agents.documents.JsonObjectColumn;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** What was found out about a conversation after its end. */
@Entity
@Table(name = "conversation_analysis")
public class ConversationAnalysis {
    @Id
    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "call_successful")
    private String callSuccessful;

    @Column(name = "document")
    @Convert(converter = JsonObjectColumn.class)
    private JsonObject document;

    @Column(name = "made_at")
    private Instant madeAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ConversationAnalysis() {}

    ConversationAnalysis(String conversationId, JsonObject document, Instant madeAt) {
        this.conversationId = conversationId;
        this.document = document;
        this.madeAt = madeAt;
        callSuccessful = document.getString("call_successful");
    }

    /** Somebody looked again. */
    void become(JsonObject newer, Instant at) {
        document = newer;
        madeAt = at;
        callSuccessful = newer.getString("call_successful");
    }

    public String conversationId() {
        return conversationId;
    }

    /** The contract's {@code analysis} of a conversation. */
    public JsonObject document() {
        return document;
    }

    public Instant madeAt() {
        return madeAt;
    }
}
