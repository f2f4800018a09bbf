package antiphon.conversations;

import antiphon.conversations.tools.CallVariables;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Particulars;

/**
 * A model that reads its instructions with the values that dynamic variables have in this moment, not at the start, and after
 * them what closes them, as it was written: others may have written it, and no value shall get into it.
 *
 * @param closing what the agent knows, as far as it is read whole, and what it is reminded of; empty for nothing
 */
record InformedModel(LanguageModel model, CallVariables variables, Particulars particulars, String closing)
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
                closing.isEmpty() ? instructions : instructions + "\n\n" + closing,
                prompt.language(),
                prompt.dialogue(),
                prompt.tools(),
                prompt.sampling(),
                particulars);
    }
}
