package antiphon.call;

import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Answering;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Prompt;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent making up its mind: the dialogue goes to the model, text and wishes for tools come back; tools are used side by
 * side, and the model goes on when all have answered. Lives on the call's thread.
 */
final class Replying {
    /** A model that goes on asking for tools is stopped here. */
    static final int ROUNDS_AT_MOST = 10;

    private CallPlan plan;
    private final Consumer<CallEvent> call;
    private final List<ToolUse> wanted = new ArrayList<>();
    private final Map<ToolUse, ToolBox.Using> inUse = new LinkedHashMap<>();
    private @Nullable Answering answering;
    private int rounds;
    private boolean retried;

    Replying(CallPlan plan, Consumer<CallEvent> call) {
        this.plan = plan;
        this.call = call;
    }

    /** Another mind answers from the next reply on. */
    void become(CallPlan next) {
        plan = next;
    }

    /** Lets the model read its instructions while the first words are being said. */
    void expect(Dialogue dialogue) {
        plan.mind().model().expect(prompt(dialogue, plan.mind().tools()));
    }

    void begin(Utterance utterance, Dialogue dialogue) {
        rounds = 0;
        retried = false;
        reply(utterance, dialogue);
    }

    void reply(Utterance utterance, Dialogue dialogue) {
        rounds++;
        int number = utterance.number();
        wanted.clear();
        var mind = plan.mind();
        var tools = rounds < ROUNDS_AT_MOST ? mind.tools() : List.<ToolDescription>of();
        answering = mind.model().answer(prompt(dialogue, tools), new LanguageModel.Listener() {
            @Override
            public void text(String piece) {
                call.accept(new ReplyGrew(number, piece));
            }

            @Override
            public void wantsTool(ToolUse use) {
                call.accept(new ToolWanted(number, use));
            }

            @Override
            public void finished(Usage usage) {
                call.accept(new ReplyFinished(number, usage));
            }

            @Override
            public void failed(LanguageFailure failure) {
                call.accept(new ReplyFailed(number, failure));
            }
        });
    }

    private Prompt prompt(Dialogue dialogue, List<ToolDescription> tools) {
        return new Prompt(
                plan.instructions(),
                plan.language(),
                dialogue.messages(),
                tools,
                plan.mind().sampling());
    }

    /** @return whether it is worth asking the model once more after this failure */
    boolean mayRetry(LanguageFailure failure, Utterance utterance) {
        boolean may = failure.retryable() && !retried && utterance.text().isEmpty();
        retried = true;
        return may;
    }

    TurnDecision wants(ToolUse use) {
        wanted.add(use);
        return new TurnDecision.KeepListening();
    }

    boolean wantsTools() {
        return !wanted.isEmpty();
    }

    List<ToolUse> wanted() {
        return wanted;
    }

    void useTools(Utterance utterance) {
        wanted.forEach(use -> inUse.put(use, ToolBox.Using.NONE));
        for (ToolUse use : List.copyOf(wanted)) {
            var using = plan.mind()
                    .toolBox()
                    .use(
                            utterance.turn(),
                            use,
                            answer -> call.accept(new ToolAnswered(utterance.number(), use, answer)));
            inUse.replace(use, using);
        }
    }

    /** @return whether this was an answer still waited for */
    boolean answered(ToolUse use) {
        return inUse.remove(use) != null;
    }

    boolean waitsForTools() {
        return !inUse.isEmpty();
    }

    void stop() {
        if (answering != null) {
            answering.cancel();
            answering = null;
        }
        inUse.values().forEach(ToolBox.Using::cancel);
        inUse.clear();
        wanted.clear();
    }
}
