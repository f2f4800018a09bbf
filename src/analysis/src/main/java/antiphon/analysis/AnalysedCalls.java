package antiphon.analysis;

import antiphon.agents.Agents;
import antiphon.agents.config.AgentConfig;
import antiphon.analysis.judging.Criterion;
import antiphon.analysis.judging.DataPoint;
import antiphon.analysis.judging.Questions;
import antiphon.analysis.judging.Scope;
import antiphon.api.Json;
import antiphon.api.Refusal;
import antiphon.conversations.knowledge.Lookups;
import antiphon.conversations.record.Conversation;
import antiphon.conversations.record.ConversationTurn;
import antiphon.conversations.record.Conversations;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.StringReader;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What there is to know about a conversation before somebody judges it. */
@ApplicationScoped
class AnalysedCalls {
    @Inject
    Conversations conversations;

    @Inject
    Agents agents;

    @Inject
    Lookups lookups;

    /**
     * A conversation, and the agent as it was then; no settings where it is gone.
     *
     * @param agent the document of the agent
     * @param parts what is asked of each agent's part, where something is
     */
    record Material(Conversation conversation, JsonObject agent, Questions questions, List<Part> parts) {
        JsonObject platform() {
            return member(agent, "platform_settings");
        }
    }

    /** What is asked of what one agent did in a conversation. */
    record Part(String agentId, Optional<String> branchId, JsonObject agent, Questions questions) {}

    Material find(String conversationId) {
        return find(conversationId, false);
    }

    /**
     * Holds no connection to the database afterwards, since models take their time.
     *
     * @param asNow asks what the agent asks by now, rather than what it asked when it was called
     * @throws Refusal.NotFound when there is no such conversation
     */
    @Transactional(TxType.REQUIRES_NEW)
    Material find(String conversationId, boolean asNow) {
        Conversation conversation = conversations.find(conversationId);
        List<ConversationTurn> turns = conversations.turns(conversationId);
        JsonObject agent = asNow ? agentNow(conversation.agentId()) : agent(conversation);
        Evidence evidence = new Evidence(turns);
        Questions questions = questions(conversation, agent, evidence, Scope.CONVERSATION);
        List<Part> parts = Stream.concat(
                        Stream.of(conversation.agentId()),
                        turns.stream().flatMap(turn -> turn.speakerAgentId().stream()))
                .distinct()
                .map(id -> part(conversation, id, agent, evidence))
                .filter(part -> !part.questions().isEmpty())
                .toList();
        return new Material(conversation, agent, questions, parts);
    }

    private Part part(Conversation conversation, String agentId, JsonObject first, Evidence whole) {
        boolean began = agentId.equals(conversation.agentId());
        JsonObject agent = began ? first : agentNow(agentId);
        Evidence evidence = whole.of(agentId, conversation.agentId());
        return new Part(
                agentId,
                began ? conversation.branchId() : Optional.empty(),
                agent,
                questions(conversation, agent, evidence, Scope.AGENT));
    }

    private Questions questions(Conversation conversation, JsonObject agent, Evidence evidence, Scope scope) {
        JsonObject platform = member(agent, "platform_settings");
        JsonObject scopes = member(platform, "data_collection_scopes");
        Questions questions = new Questions(
                Criterion.read(platform.get("evaluation")).stream()
                        .filter(criterion -> criterion.scope() == scope)
                        .toList(),
                DataPoint.read(platform.get("data_collection")).stream()
                        .filter(point -> Scope.of(scopes.getString(point.id(), "")) == scope)
                        .toList(),
                evidence.text(),
                evidence.said("user"),
                evidence.said("agent"),
                member(read(conversation.clientDataJson()), "dynamic_variables"),
                platform.get("summary_language") instanceof JsonString language
                        ? language.getString()
                        : conversation.language());
        List<String> goals = questions.informedGoals();
        if (goals.isEmpty()) {
            return questions;
        }
        List<String> looked =
                Stream.concat(goals.stream(), questions.userWords().stream()).toList();
        return questions.informed(lookups.find(AgentConfig.readPrompt(agent), looked));
    }

    JsonObject agent(Conversation conversation) {
        return agent(conversation.agentId(), conversation.versionId());
    }

    JsonObject agentNow(String agentId) {
        return agent(agentId, Optional.empty());
    }

    private JsonObject agent(String agentId, Optional<String> versionId) {
        try {
            return agents.state(agentId, Optional.empty(), versionId).document().json();
        } catch (Refusal gone) {
            return JsonValue.EMPTY_JSON_OBJECT;
        }
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
}
