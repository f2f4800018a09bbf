package antiphon.analysis.judging;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * All that is to be found out about one conversation.
 *
 * @param evidence what was said and done, a line each
 * @param userWords what the caller said, in order
 * @param agentWords what the agent said, in order
 * @param variables the values of dynamic variables
 * @param language in which to sum up
 */
public record Questions(
        List<Criterion> criteria,
        List<DataPoint> points,
        String evidence,
        List<String> userWords,
        List<String> agentWords,
        JsonObject variables,
        String language) {
    public Questions {
        criteria = List.copyOf(criteria);
        points = List.copyOf(points);
        userWords = List.copyOf(userWords);
        agentWords = List.copyOf(agentWords);
    }

    /** The same conversation, judged by one criterion alone. */
    public Questions only(Criterion criterion) {
        return new Questions(List.of(criterion), List.of(), evidence, userWords, agentWords, variables, language);
    }
}
