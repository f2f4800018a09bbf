package antiphon.conversations;

import antiphon.conversations.tools.CallVariables;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Particulars;

/** A model that reads its instructions with the values that dynamic variables have in this moment, not at the start. */
record InformedModel(LanguageModel model, CallVariables variables, Particulars particulars) implements LanguageModel {
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
        return new Prompt(
                variables.fill(prompt.instructions()),
                prompt.language(),
                prompt.dialogue(),
                prompt.tools(),
                prompt.sampling(),
                particulars);
    }
}
