package antiphon.conversations;

import antiphon.api.Json;
import antiphon.conversations.OpeningRefused.Problem;
import antiphon.conversations.record.ConversationStart.AgentReference;
import antiphon.conversations.record.Sources;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonString;
import java.util.Optional;

/**
 * What a client says about the conversation it opens.
 *
 * @param clientData its {@code conversation_initiation_client_data} as sent; empty when it sent none
 * @param source the {@code source} of the URL, where the message has none
 * @param telephone whether the caller's sound has passed a telephone line
 */
public record CallRequest(JsonObject clientData, Optional<String> source, Optional<String> version, boolean telephone) {
    /** An index of the records holds it. */
    private static final int LONGEST_NAME = 500;

    private static final String SECRET = "secret__";

    /** @throws OpeningRefused when something of it cannot be kept, or the agent has no such branch */
    void check(AgentReference agent) {
        checkLength("user_id", userId());
        checkLength("environment", environment());
        if (branchId()
                .filter(branch -> !agent.branchId().equals(Optional.of(branch)))
                .isPresent()) {
            throw new OpeningRefused(Problem.VALUE_ERROR, "The agent has no branch of the id that branch_id names.");
        }
    }

    private static void checkLength(String field, Optional<String> text) {
        if (text.filter(value -> value.length() > LONGEST_NAME).isPresent()) {
            throw new OpeningRefused(Problem.VALUE_ERROR, field + " is longer than " + LONGEST_NAME + " characters.");
        }
    }

    /** The client's message as it may be kept: the values of secret variables are for headers and nothing else. */
    JsonObject withoutSecrets() {
        JsonObject variables = dynamicVariables();
        if (variables.keySet().stream().noneMatch(name -> name.startsWith(SECRET))) {
            return clientData;
        }
        JsonObjectBuilder kept = Json.createObjectBuilder();
        variables.forEach((name, value) -> {
            if (!name.startsWith(SECRET)) {
                kept.add(name, value);
            }
        });
        return Json.createObjectBuilder(clientData)
                .add("dynamic_variables", kept)
                .build();
    }

    JsonObject overrides() {
        return Overrides.section(clientData, "conversation_config_override");
    }

    JsonObject dynamicVariables() {
        return Overrides.section(clientData, "dynamic_variables");
    }

    JsonObject customLlmExtraBody() {
        return Overrides.section(clientData, "custom_llm_extra_body");
    }

    Optional<String> branchId() {
        return text(clientData, "branch_id");
    }

    /** What names the caller: whoever comes again under the same name meets the same branch. */
    String caller(String conversationId) {
        return userId().orElse(conversationId);
    }

    Optional<String> userId() {
        return text(clientData, "user_id");
    }

    Optional<String> environment() {
        return text(clientData, "environment");
    }

    Optional<String> sourceName() {
        return text(Overrides.section(clientData, "source_info"), "source")
                .or(this::source)
                .filter(Sources.ALL::contains);
    }

    Optional<String> sourceVersion() {
        return text(Overrides.section(clientData, "source_info"), "version").or(this::version);
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }
}
