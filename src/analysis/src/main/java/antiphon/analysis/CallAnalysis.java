package antiphon.analysis;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a conversation was analysed: by whom, at what cost, or why it could not be. What was found is kept with it. */
@Entity
@Table(name = "call_analysis")
class CallAnalysis {
    @Id
    @Column(name = "conversation_id")
    private String conversationId;

    @Column(name = "analyst")
    private String analyst;

    @Column(name = "problem")
    private @Nullable String problem;

    @Column(name = "input_tokens")
    private long inputTokens;

    @Column(name = "output_tokens")
    private long outputTokens;

    /** Of the last time, in US dollars; not known of all models. */
    @Column(name = "price")
    private @Nullable BigDecimal price;

    @Column(name = "runs")
    private int runs;

    @Column(name = "total_input_tokens")
    private long totalInputTokens;

    @Column(name = "total_output_tokens")
    private long totalOutputTokens;

    @Column(name = "made_at")
    private Instant madeAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected CallAnalysis() {}

    @SuppressWarnings("NullAway.Init") // become() does
    CallAnalysis(String conversationId, Finding finding, Instant at) {
        this.conversationId = conversationId;
        become(finding, at);
    }

    /** Somebody looked again. */
    void become(Finding finding, Instant at) {
        analyst = finding.answers().analyst();
        problem = finding.problem().orElse(null);
        inputTokens = finding.inputTokens();
        outputTokens = finding.outputTokens();
        totalInputTokens += inputTokens;
        totalOutputTokens += outputTokens;
        price = finding.price().orElse(null);
        runs++;
        madeAt = at;
    }

    String analyst() {
        return analyst;
    }

    Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    long tokens() {
        return inputTokens + outputTokens;
    }
}
