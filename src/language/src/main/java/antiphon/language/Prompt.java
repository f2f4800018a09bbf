package antiphon.language;

import java.util.List;

/**
 * All that a model is given for one answer.
 *
 * @param instructions the system prompt
 * @param language ISO 639-1, in which to answer
 */
public record Prompt(
        String instructions, String language, List<Message> dialogue, List<ToolDescription> tools, Sampling sampling) {

    /**
     * @param temperature 0 to 2
     * @param maxTokens -1 leaves the length to the model
     */
    public record Sampling(double temperature, int maxTokens) {
        public static final Sampling DEFAULT = new Sampling(0, -1);
    }
}
