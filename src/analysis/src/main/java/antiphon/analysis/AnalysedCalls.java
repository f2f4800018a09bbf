package antiphon.analysis;

import antiphon.agents.Agents;
import antiphon.analysis.judging.Criterion;
import antiphon.analysis.judging.DataPoint;
import antiphon.analysis.judging.Questions;
import antiphon.api.Refusal;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.Conversations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;

/** What there is to know about a conversation before somebody judges it. */
@ApplicationScoped
class AnalysedCalls {
    @Inject
    Conversations conversations;

    @Inject
    Agents agents;

    /**
     * A conversation, and the agent as it was then; no settings where it is gone.
     *
     * @param agent the document of the agent
     */
    record Material(Conversation conversation, JsonObject agent, Questions questions) {
        JsonObject platform() {
            return member(agent, "platform_settings");
        }
    }

    /**
     * Holds no connection to the database afterwards, since models take their time.
     *
     * @throws Refusal.NotFound when there is no such conversation
     */
    @Transactional(TxType.REQUIRES_NEW)
    Material find(String conversationId) {
        Conversation conversation = conversations.find(conversationId);
        List<ConversationTurn> turns = conversations.turns(conversationId);
        JsonObject agent = agent(conversation);
        JsonObject platform = member(agent, "platform_settings");
        Questions questions = new Questions(
                Criterion.read(platform.get("evaluation")),
                DataPoint.read(platform.get("data_collection")),
                Evidence.of(turns),
                said(turns, "user"),
                said(turns, "agent"),
                member(read(conversation.clientDataJson()), "dynamic_variables"),
                conversation.language());
        return new Material(conversation, agent, questions);
    }

    JsonObject agent(Conversation conversation) {
        try {
            return agents.state(conversation.agentId(), Optional.empty(), conversation.versionId())
                    .document()
                    .json();
        } catch (Refusal gone) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    private static List<String> said(List<ConversationTurn> turns, String role) {
        return turns.stream()
                .filter(turn -> turn.role().equals(role))
                .flatMap(turn -> turn.message().stream())
                .filter(words -> !words.isBlank())
                .toList();
    }

    static JsonObject member(JsonObject parent, String name) {
        return parent.get(name) instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
    }

    private static JsonObject read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            return reader.readValue() instanceof JsonObject object ? object : JsonValue.EMPTY_JSON_OBJECT;
        } catch (JsonException unreadable) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
    }

    /** A transcript as an analyst reads it: a line for everything that was said or done. */
    private static final class Evidence {
        private static final int LONGEST_RESULT = 2_000;

        static String of(List<ConversationTurn> turns) {
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
}
