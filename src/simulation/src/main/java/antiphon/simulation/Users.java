package antiphon.simulation;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.PersonaConfig;
import antiphon.agents.config.PromptConfig;
import antiphon.api.Json;
import antiphon.language.Prompt.Sampling;
import antiphon.simulation.minds.Minds;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds who plays the user: a language model, or else somebody who reads their part. */
@ApplicationScoped
class Users {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    @Inject
    Minds minds;

    /**
     * @param part who they are and what they want
     * @param llm the contract's name of the model that shall play them
     * @param agent the settings of the agent they talk with
     */
    SimulatedUser playing(String part, String llm, PersonaConfig agent) {
        return playing(part, llm, agent.prompt(), agent.language(), Sampling.DEFAULT);
    }

    /** A user set up as an agent is; the contract's AgentConfigAPIModel. */
    SimulatedUser configured(JsonObject settings, JsonObject variables, PromptConfig agent) {
        PersonaConfig persona = AgentConfig.read(Json.createObjectBuilder()
                        .add("conversation_config", Json.createObjectBuilder().add("agent", settings))
                        .build())
                .agent();
        PromptConfig prompt = persona.prompt();
        PromptConfig bringing = prompt.customLlm().isPresent() ? prompt : agent;
        Sampling sampling = new Sampling(
                prompt.temperature().orElse(Sampling.DEFAULT.temperature()),
                prompt.maxTokens().orElse(Sampling.DEFAULT.maxTokens()));
        SimulatedUser user =
                playing(filled(prompt.prompt(), variables), prompt.llm(), bringing, persona.language(), sampling);
        String opening = filled(persona.firstMessage(), variables);
        return opening.isBlank() ? user : opening(opening, user);
    }

    private SimulatedUser playing(String part, String llm, PromptConfig bringing, String language, Sampling sampling) {
        return minds.find(llm, bringing)
                .<SimulatedUser>map(thinker -> new ThinkingUser(thinker, part, language, sampling))
                .orElseGet(() -> new ReadingUser(part));
    }

    /** Somebody who says this before anything else, unless they have spoken already. */
    private static SimulatedUser opening(String words, SimulatedUser user) {
        return transcript -> spoke(transcript) ? user.next(transcript) : Optional.of(words);
    }

    private static boolean spoke(List<JsonObject> transcript) {
        return transcript.stream().anyMatch(entry -> entry.getString("role").equals("user"));
    }

    private static String filled(String text, JsonObject variables) {
        return PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(
                        variables.containsKey(found.group(1)) ? plain(variables.get(found.group(1))) : found.group()));
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}
