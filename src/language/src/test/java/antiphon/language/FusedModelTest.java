package antiphon.language;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import antiphon.language.LanguageModel.Answering;
import antiphon.language.LanguageModel.Listener;
import antiphon.language.LanguageModel.Usage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FusedModelTest {
    private static final Prompt PROMPT = new Prompt("", "en", List.of(), List.of(), Prompt.Sampling.DEFAULT);

    private final List<Listener> asked = new ArrayList<>();
    private final List<LanguageFailure> failures = new ArrayList<>();
    private final LanguageModel model = new FusedModel(new LanguageModel() {
        @Override
        public String name() {
            return "shaky";
        }

        @Override
        public Answering answer(Prompt prompt, Listener listener) {
            asked.add(listener);
            return () -> {};
        }
    });

    @Test
    void a_model_that_fails_too_often_is_not_asked_for_a_while() {
        for (int call = 0; call < 3; call++) {
            ask();
            asked.getLast().failed(new LanguageFailure("shaky", "overloaded", true));
        }
        ask();
        assertEquals(3, asked.size());
        assertEquals(4, failures.size());
        assertFalse(failures.getLast().retryable());
    }

    @Test
    void a_request_that_is_refused_for_its_own_sake_tells_nothing_of_the_model() {
        for (int call = 0; call < 9; call++) {
            ask();
            asked.getLast().failed(new LanguageFailure("shaky", "no such tool", false));
        }
        assertEquals(9, asked.size());
    }

    @Test
    void a_caller_who_cuts_in_early_does_no_harm() {
        for (int call = 0; call < 9; call++) {
            ask().cancel();
        }
        assertEquals(9, asked.size());
    }

    private Answering ask() {
        return model.answer(PROMPT, new Listener() {
            @Override
            public void text(String piece) {}

            @Override
            public void wantsTool(ToolUse use) {}

            @Override
            public void finished(Usage usage) {}

            @Override
            public void failed(LanguageFailure failure) {
                failures.add(failure);
            }
        });
    }
}
