package antiphon.call;

import antiphon.call.CallEvent.PassagesFound;
import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.call.Recovering.Remedy;
import antiphon.call.Recovering.Setback.Mindless;
import antiphon.language.LanguageFailure;
import antiphon.language.LanguageModel;
import antiphon.language.LanguageModel.Answering;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.Message;
import antiphon.language.Prompt;
import antiphon.language.ToolDescription;
import antiphon.language.ToolUse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The agent making up its mind: it looks up what it may know, the dialogue goes to the model, text and wishes for tools come
 * back. When a model fails or keeps silent, another of the plan takes over for the rest of the call. Lives on the call's thread.
 */
final class Replying {
    /** A model that goes on asking for tools is stopped here. */
    static final int ROUNDS_AT_MOST = 10;

    private final Consumer<CallEvent> call;
    private final LookingUp lookingUp;
    private CallPlan plan;
    private @Nullable Answering answering;
    private Instant askedAt = Instant.EPOCH;
    private int asked;
    private int rounds;
    private int model;
    private String feedback = "";
    private boolean stirred;
    private boolean begun;
    private boolean retried;

    Replying(CallPlan plan, Consumer<CallEvent> call) {
        this.plan = plan;
        this.call = call;
        this.lookingUp = new LookingUp(call);
    }

    /** Another mind answers from the next reply on. */
    void become(CallPlan next) {
        plan = next;
        model = 0;
    }

    /** Lets the model read its instructions while the first words are being said. */
    void expect(List<Message> dialogue) {
        models().getFirst().expect(prompt(dialogue, plan.mind().tools()));
    }

    void begin(List<Message> dialogue, Instant now) {
        rounds = 0;
        feedback = "";
        if (!lookingUp.begin(plan.mind().knowledge(), dialogue)) {
            goOn(dialogue, now);
        }
    }

    /**
     * Answers anew what was answered wrongly. What was looked up for it stays.
     *
     * @param wrong what the model reads of that, until it is asked to answer something else
     */
    void again(List<Message> dialogue, String wrong, Instant now) {
        rounds = 0;
        feedback = wrong;
        goOn(dialogue, now);
    }

    /** What was looked up is there: now the model is asked. */
    void found(PassagesFound event, Instant now) {
        lookingUp.found(event).ifPresent(dialogue -> goOn(dialogue, now));
    }

    /** How something was looked up, once. */
    Optional<Knowledge.Retrieval> lookedUp() {
        return lookingUp.untold();
    }

    /** The next round of the same turn: the tools have answered. */
    void goOn(List<Message> dialogue, Instant now) {
        rounds++;
        retried = false;
        ask(dialogue, now);
    }

    private void ask(List<Message> dialogue, Instant now) {
        int number = ++asked;
        askedAt = now;
        stirred = false;
        begun = false;
        var tools = rounds < ROUNDS_AT_MOST ? plan.mind().tools() : List.<ToolDescription>of();
        answering = models().get(model).answer(prompt(dialogue, tools), new LanguageModel.Listener() {
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

    private Prompt prompt(List<Message> dialogue, List<ToolDescription> tools) {
        return new Prompt(
                plan.instructions(),
                plan.language(),
                added(lookingUp.added(dialogue)),
                tools,
                plan.mind().sampling());
    }

    private List<Message> added(List<Message> known) {
        return feedback.isEmpty()
                ? known
                : Stream.concat(known.stream(), Stream.of(new Message.Noted(feedback)))
                        .toList();
    }

    /** Whether what comes bearing this number is the answer waited for. */
    boolean awaits(int number) {
        return answering != null && number == asked;
    }

    /** Which request the tools wanted now belong to. */
    int asked() {
        return asked;
    }

    /** The model shows that it is at work. */
    void stirs(boolean withWords) {
        stirred = true;
        begun |= withWords;
    }

    void finished() {
        answering = null;
    }

    /** The model has kept silent for longer than the plan bears. */
    Optional<LanguageFailure> silence(Instant now) {
        var patience = plan.manners().patience();
        Duration most = anotherLeft() ? patience.modelBegins() : patience.modelBeginsAtLast();
        return answering != null && !stirred && !now.isBefore(askedAt.plus(most))
                ? Optional.of(new LanguageFailure(
                        models().get(model).name(), "kept silent for " + most.toSeconds() + " s", false))
                : Optional.empty();
    }

    /** Does what is to be done about a model that failed, as far as another request can mend it. */
    Remedy recover(LanguageFailure failure, List<Message> dialogue, Instant now) {
        Remedy remedy = Recovering.after(new Mindless(begun, anotherLeft(), failure.retryable() && !retried));
        stop();
        switch (remedy) {
            case TRY_NEXT -> {
                model++;
                ask(dialogue, now);
            }
            case TRY_AGAIN -> {
                retried = true;
                ask(dialogue, now);
            }
            case LEAVE_IT, APOLOGISE, HANG_UP -> {}
        }
        return remedy;
    }

    void stop() {
        lookingUp.stop();
        if (answering != null) {
            answering.cancel();
            answering = null;
        }
    }

    private boolean anotherLeft() {
        return model + 1 < models().size();
    }

    private List<LanguageModel> models() {
        return plan.mind().models();
    }
}
