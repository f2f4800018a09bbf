package antiphon.conversations;

import antiphon.conversations.tools.CallVariables;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Particulars;

/**
 * A model that reads its instructions with the values that dynamic variables have in this moment, not at the start, and after
 * them what the agent knows, as it was written: others may have written it, and no value shall get into it.
 *
 * @param knowledge empty where the agent has none that is read whole
 */
record InformedModel(LanguageModel model, CallVariables variables, Particulars particulars, String knowledge)
        implements LanguageModel {
    @Override
    public String name() {
        return model.name();
    }

    @Override
    public void expect(Prompt prompt) {
        model.expect(filled(prompt));
    }

    @Override
    public Answering answer(Prompt prompt, Listener listener) {
        return model.answer(filled(prompt), listener);
    }

    private Prompt filled(Prompt prompt) {
        String instructions = variables.fill(prompt.instructions());
        return new Prompt(
                knowledge.isEmpty() ? instructions : instructions + "\n\n" + knowledge,
                prompt.language(),
                prompt.dialogue(),
                prompt.tools(),
                prompt.sampling(),
                particulars);
    }
}
