package antiphon.conversations.record;

import antiphon.agents.documents.JsonObjectColumn;
import antiphon.api.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
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

    @Column(name = "runs")
    private int runs;

    @Column(name = "last_price")
    private BigDecimal lastPrice = BigDecimal.ZERO;

    @Column(name = "total_price")
    private BigDecimal totalPrice = BigDecimal.ZERO;

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

    /** Somebody thought about it, for so many US dollars. */
    void costs(BigDecimal price) {
        runs++;
        lastPrice = price;
        totalPrice = totalPrice.add(price);
    }

    /** The contract's AnalysisCharging. */
    JsonObject charging() {
        return Json.createObjectBuilder()
                .add(
                        "total",
                        Json.createObjectBuilder().add("price", totalPrice).add("runs", runs))
                .add("last_run", Json.createObjectBuilder().add("price", lastPrice))
                .build();
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
