package antiphon.simulation.travel;

import antiphon.conversations.record.ConversationTurn;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the caller said, until the agent answered, and what the agent said and did then, until the caller spoke again. Before the
 * first of these comes one in which only the agent speaks, and maybe not even that.
 *
 * @param number from 0, that before the caller first spoke, up
 * @param turns of the record, without gaps; empty only where the agent did not speak first
 */
record Exchange(int number, List<ConversationTurn> turns) {
    Exchange {
        turns = List.copyOf(turns);
    }

    /** A transcript taken apart. What the caller sent without words, such as a picture, is no turn of theirs. */
    static List<Exchange> of(List<ConversationTurn> transcript) {
        List<Exchange> exchanges = new ArrayList<>();
        List<ConversationTurn> now = new ArrayList<>();
        boolean answered = true;
        for (ConversationTurn turn : transcript) {
            boolean speaks = turn.role().equals("user");
            if (speaks && turn.message().filter(words -> !words.isBlank()).isEmpty()) {
                continue;
            }
            if (speaks && answered) {
                exchanges.add(new Exchange(exchanges.size(), now));
                now = new ArrayList<>();
            }
            answered = !speaks;
            now.add(turn);
        }
        exchanges.add(new Exchange(exchanges.size(), now));
        return exchanges;
    }

    List<JsonObject> entries() {
        return turns.stream().map(Entries::of).toList();
    }

    List<JsonObject> caller() {
        return of("user");
    }

    List<JsonObject> agent() {
        return of("agent");
    }

    private List<JsonObject> of(String role) {
        return turns.stream()
                .filter(turn -> turn.role().equals(role))
                .map(Entries::of)
                .toList();
    }

    /** The node of a workflow at which the agent was last; empty where it has none. */
    Optional<String> node() {
        return turns.reversed().stream()
                .filter(turn -> turn.role().equals("agent"))
                .findFirst()
                .flatMap(ConversationTurn::workflowNodeId);
    }

    /** Whether anybody but this agent answered. */
    boolean isOfAnother(String agentId) {
        return turns.stream()
                .flatMap(turn -> turn.speakerAgentId().stream())
                .anyMatch(speaker -> !speaker.equals(agentId));
    }

    Cost cost() {
        return turns.stream()
                .map(turn -> Cost.of(turn.producingLlm().orElse(""), turn.inputTokens(), turn.outputTokens()))
                .reduce(Cost.NONE, Cost::plus);
    }
}
