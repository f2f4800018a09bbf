package antiphon.analysis;

import antiphon.analysis.judging.Answers;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
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

    @Column(name = "made_at")
    private Instant madeAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected CallAnalysis() {}

    CallAnalysis(String conversationId, Answers answers, Instant at) {
        this.conversationId = conversationId;
        analyst = answers.analyst();
        problem = answers.problem().orElse(null);
        inputTokens = answers.inputTokens();
        outputTokens = answers.outputTokens();
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
