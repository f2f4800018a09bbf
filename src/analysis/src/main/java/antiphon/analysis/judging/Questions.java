package antiphon.analysis.judging;

import jakarta.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All that is to be found out about one conversation, or about one agent's part of it.
 *
 * @param evidence what was said and done, a line each
 * @param userWords what the caller said, in order
 * @param agentWords what the agent said, in order
 * @param variables the values of dynamic variables
 * @param language in which to sum up
 * @param knowledge what the agent's knowledge base has on it; empty where nobody asks for that
 */
public record Questions(
        List<Criterion> criteria,
        List<DataPoint> points,
        String evidence,
        List<String> userWords,
        List<String> agentWords,
        JsonObject variables,
        String language,
        String knowledge) {
    public Questions {
        criteria = List.copyOf(criteria);
        points = List.copyOf(points);
        userWords = List.copyOf(userWords);
        agentWords = List.copyOf(agentWords);
    }

    /** For which no knowledge base is needed. */
    public Questions(
            List<Criterion> criteria,
            List<DataPoint> points,
            String evidence,
            List<String> userWords,
            List<String> agentWords,
            JsonObject variables,
            String language) {
        this(criteria, points, evidence, userWords, agentWords, variables, language, "");
    }

    /** The same conversation, judged by one criterion alone. */
    public Questions only(Criterion criterion) {
        return asking(List.of(criterion), List.of());
    }

    /** The same conversation, and nothing asked of it. */
    public Questions none() {
        return asking(List.of(), List.of());
    }

    /** With what is known beyond the conversation. */
    public Questions informed(String known) {
        return new Questions(criteria, points, evidence, userWords, agentWords, variables, language, known);
    }

    /** The goals that the knowledge base bears on. */
    public List<String> informedGoals() {
        return criteria.stream()
                .filter(Criterion::informed)
                .map(Criterion::goal)
                .toList();
    }

    public boolean isEmpty() {
        return criteria.isEmpty() && points.isEmpty();
    }

    /** Those for whoever sums up as well. */
    public Questions forAnybody() {
        return meantFor(Optional.empty());
    }

    /** Those that name who is to answer them, by the contract's name of the model. */
    public Map<String, Questions> byModel() {
        Map<String, Questions> shares = new LinkedHashMap<>();
        Stream.concat(criteria.stream().map(Criterion::llm), points.stream().map(DataPoint::llm))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(model -> shares.put(model, meantFor(Optional.of(model))));
        return shares;
    }

    private Questions meantFor(Optional<String> model) {
        return asking(
                criteria.stream().filter(each -> each.llm().equals(model)).toList(),
                points.stream().filter(each -> each.llm().equals(model)).toList());
    }

    private Questions asking(List<Criterion> some, List<DataPoint> values) {
        String needed = some.stream().anyMatch(Criterion::informed) ? knowledge : "";
        return new Questions(some, values, evidence, userWords, agentWords, variables, language, needed);
    }
}
