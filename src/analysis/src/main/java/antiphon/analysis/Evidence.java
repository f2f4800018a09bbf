package antiphon.analysis;

import antiphon.api.Json;
import antiphon.conversations.record.ConversationTurn;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A transcript, or one agent's part of it, as an analyst reads it: a line for everything that was said or done. */
record Evidence(List<ConversationTurn> turns) {
    private static final int LONGEST_RESULT = 2_000;

    /**
     * The part that one agent had: what it said and did, and what it was told.
     *
     * @param beganWith the agent that speaks where nobody else is known to
     */
    Evidence of(String agentId, String beganWith) {
        List<ConversationTurn> part = new ArrayList<>();
        String listener = speaker(turns.reversed(), beganWith);
        for (ConversationTurn turn : turns.reversed()) {
            if (turn.role().equals("agent")) {
                listener = turn.speakerAgentId().orElse(beganWith);
            }
            if (listener.equals(agentId)) {
                part.add(turn);
            }
        }
        Collections.reverse(part);
        return new Evidence(part);
    }

    private static String speaker(List<ConversationTurn> turns, String beganWith) {
        return turns.stream()
                .filter(turn -> turn.role().equals("agent"))
                .findFirst()
                .flatMap(ConversationTurn::speakerAgentId)
                .orElse(beganWith);
    }

    /** @param role {@code user} or {@code agent} */
    List<String> said(String role) {
        return turns.stream()
                .filter(turn -> turn.role().equals(role))
                .flatMap(turn -> turn.message().stream())
                .filter(words -> !words.isBlank())
                .toList();
    }

    String text() {
        StringBuilder evidence = new StringBuilder();
        for (ConversationTurn turn : turns) {
            turn.message().filter(words -> !words.isBlank()).ifPresent(words -> line(evidence, turn.role(), words));
            list(turn.toolCallsJson())
                    .forEach(call -> line(
                            evidence,
                            "agent uses the tool " + call.getString("tool_name", ""),
                            call.getString("params_as_json", "")));
            list(turn.toolResultsJson())
                    .forEach(result -> line(
                            evidence,
                            "the tool " + result.getString("tool_name", "") + " answers",
                            result.getString("result_value", "")));
        }
        return evidence.toString();
    }

    private static void line(StringBuilder evidence, String who, String what) {
        String shortened = what.length() > LONGEST_RESULT ? what.substring(0, LONGEST_RESULT) + "…" : what;
        evidence.append(who).append(": ").append(shortened).append('\n');
    }

    private static List<JsonObject> list(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue() instanceof JsonArray array
                    ? array.stream()
                            .filter(JsonObject.class::isInstance)
                            .map(JsonObject.class::cast)
                            .toList()
                    : List.of();
        } catch (JsonException unreadable) {
            return List.of();
        }
    }
}
