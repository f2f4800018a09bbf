package antiphon.language;

import java.util.List;

/**
 * All that a model is given for one answer.
 *
 * @param instructions the system prompt
 * @param language ISO 639-1, in which to answer
 * @param particulars what not every model can do anything with
 */
public record Prompt(
        String instructions,
        String language,
        List<Message> dialogue,
        List<ToolDescription> tools,
        Sampling sampling,
        Particulars particulars) {

    public Prompt(
            String instructions,
            String language,
            List<Message> dialogue,
            List<ToolDescription> tools,
            Sampling sampling) {
        this(instructions, language, dialogue, tools, sampling, Particulars.NONE);
    }

    /**
     * @param manner how to write what will be spoken; empty leaves it to the model. One that does not write of its own
     *     passes it over
     * @param extraBodyJson a JSON object that a server of the agent's owner is sent along with the prompt; empty for none
     * @param attachments of the files in the dialogue
     */
    public record Particulars(String manner, String extraBodyJson, Attachments attachments) {
        public static final Particulars NONE = new Particulars("", "", Attachments.NONE);
    }

    /**
     * @param temperature 0 to 2
     * @param maxTokens -1 leaves the length to the model
     * @param oneToolAtATime whether the model shall not want several tools at once
     */
    public record Sampling(double temperature, int maxTokens, boolean oneToolAtATime) {
        public Sampling(double temperature, int maxTokens) {
            this(temperature, maxTokens, false);
        }

        public static final Sampling DEFAULT = new Sampling(0, -1);
    }
}
