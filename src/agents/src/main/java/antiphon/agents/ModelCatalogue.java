package antiphon.agents;

import antiphon.agents.config.CustomLlmConfig;
import java.util.List;
import java.util.Optional;

/** Knows which language models can be used on this server. Provided by the room that opens calls. */
public interface ModelCatalogue {
    /** What an agent's {@code llm} may be. */
    List<OfferedModel> offered();

    /**
     * Why an agent could not talk with this model here and now: a sentence saying what is missing and what would help.
     *
     * @param llm the contract's name
     * @param customLlm whose server, for {@code custom-llm}
     */
    Optional<String> obstacle(String llm, Optional<CustomLlmConfig> customLlm);

    /**
     * A language model by its name in the contract.
     *
     * @param checkpoint whether the name means one dated state of a model
     * @param usable whether this server could use it at once
     * @param maxTokens of an answer
     * @param maxContext tokens of all that it is given
     */
    record OfferedModel(
            String llm,
            String provider,
            boolean checkpoint,
            boolean usable,
            int maxTokens,
            int maxContext,
            boolean imageInput,
            boolean documentInput,
            boolean parallelToolCalls,
            List<String> reasoningEfforts) {

        public OfferedModel {
            reasoningEfforts = List.copyOf(reasoningEfforts);
        }
    }
}
