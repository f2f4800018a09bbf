package antiphon.call;

import antiphon.call.CallEvent.FillerThought;
import antiphon.call.Manners.Fillers;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Answering;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import antiphon.language.Prompt;
import antiphon.language.ToolUse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the agent says when it has been silent in its own turn for too long. Lives on the call's thread. */
final class Filling {
    private final Consumer<CallEvent> call;
    private CallPlan plan;
    private Instant quietSince = Instant.EPOCH;
    private @Nullable Answering thinking;
    private int asked;
    private int said;
    private boolean answersCaller;

    Filling(CallPlan plan, Consumer<CallEvent> call) {
        this.plan = plan;
        this.call = call;
    }

    void become(CallPlan next) {
        plan = next;
    }

    void begin(boolean afterWords, Instant now) {
        said = 0;
        answersCaller |= afterWords;
        quietSince = now;
    }

    /** The agent is heard, or about to be. */
    void notQuiet(Instant now) {
        quietSince = now;
        stop();
    }

    boolean isDue(Instant now) {
        Fillers fillers = plan.manners().fillers();
        return fillers.after().isPresent()
                && thinking == null
                && said < fillers.most()
                && (answersCaller || !fillers.onlyAnswering())
                && !now.isBefore(quietSince.plus(fillers.after().get()));
    }

    /** @return what to say now; empty when the model is still to think of it, which becomes an event */
    Optional<String> fill(int turn, List<Message> dialogue) {
        Optional<String> instructions = plan.manners().fillers().thought();
        if (instructions.isEmpty()) {
            return Optional.of(prepared(turn));
        }
        int number = ++asked;
        var prompt = new Prompt(
                instructions.get(),
                plan.language(),
                dialogue,
                List.of(),
                plan.mind().sampling());
        thinking = plan.mind().models().getFirst().answer(prompt, new Thought(number));
        return Optional.empty();
    }

    /** @return what to say instead of nothing, when this is the thought waited for */
    Optional<String> thought(FillerThought thought, int turn) {
        if (thinking == null || thought.asked() != asked) {
            return Optional.empty();
        }
        thinking = null;
        return Optional.of(thought.text().isBlank() ? prepared(turn) : count(thought.text()));
    }

    void stop() {
        if (thinking != null) {
            thinking.cancel();
            thinking = null;
        }
    }

    private String prepared(int turn) {
        List<String> messages = plan.manners().fillers().messages();
        int first = plan.manners().fillers().shuffled() ? turn * 31 : 0;
        return count(messages.get(Math.floorMod(first + said, messages.size())));
    }

    private String count(String filler) {
        said++;
        return filler;
    }

    private final class Thought implements LanguageModel.Listener {
        private final int number;
        private final StringBuilder text = new StringBuilder();

        private Thought(int number) {
            this.number = number;
        }

        @Override
        public void text(String piece) {
            text.append(piece);
        }

        @Override
        public void wantsTool(ToolUse use) {}

        @Override
        public void finished(Usage usage) {
            call.accept(new FillerThought(number, text.toString().strip()));
        }

        @Override
        public void failed(LanguageFailure failure) {
            call.accept(new FillerThought(number, ""));
        }
    }
}
