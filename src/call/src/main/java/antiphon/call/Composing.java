package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.ReplyEvent;
import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.language.LanguageFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a model thinks of becomes what the agent says and does: its words are said as far as they may be, its tools are used,
 * and when it fails that is made good. Lives on the call's thread.
 */
final class Composing {
    private static final KeepListening KEEP_LISTENING = new KeepListening();

    private final Consumer<CallNews> news;
    private final TurnTaking turnTaking;
    private final Dialogue dialogue;
    private final Replying replying;
    private final Guarding guarding;
    private final Filling filling;
    private final Uttering uttering;
    private final UsingTools tools;
    private CallPlan plan;

    /** What it works with. */
    record Means(Replying replying, Guarding guarding, Filling filling, Uttering uttering) {}

    Composing(CallPlan plan, TurnTaking turnTaking, Dialogue dialogue, Means means, Outside outside) {
        this.plan = plan;
        this.turnTaking = turnTaking;
        this.dialogue = dialogue;
        this.news = outside.news();
        this.replying = means.replying();
        this.guarding = means.guarding();
        this.filling = means.filling();
        this.uttering = means.uttering();
        this.tools = new UsingTools(outside.call(), news);
    }

    void become(CallPlan next) {
        plan = next;
        replying.become(next);
        guarding.become(next);
        filling.become(next);
    }

    /** The model goes on with its answer. */
    TurnDecision reply(Utterance spoken, ReplyEvent event, Instant now) {
        if (!replying.awaits(event.asked())) {
            return KEEP_LISTENING;
        }
        replying.stirs(false);
        return take(spoken, guarding.pass(event), now);
    }

    /** What was held back may be said and done now. */
    TurnDecision goOn(Utterance spoken, Instant now) {
        return take(spoken, guarding.release(), now);
    }

    private TurnDecision take(Utterance spoken, List<ReplyEvent> events, Instant now) {
        TurnDecision decision = KEEP_LISTENING;
        for (ReplyEvent event : events) {
            decision = replying.awaits(event.asked()) ? take(spoken, event, now) : decision;
        }
        return decision;
    }

    private TurnDecision take(Utterance spoken, ReplyEvent event, Instant now) {
        return switch (event) {
            case ReplyGrew(int asked, String piece) -> {
                replying.stirs(true);
                filling.notQuiet(now);
                uttering.say(spoken, piece, now);
                yield KEEP_LISTENING;
            }
            case ToolWanted(int asked, var use) -> {
                tools.want(use);
                yield KEEP_LISTENING;
            }
            case ReplyFailed(int asked, LanguageFailure failure) ->
                replyFailed(spoken, failure, Cause.MODEL_FAILED, now);
            case ReplyFinished(int asked, var usage) -> {
                replying.finished();
                yield replied(spoken.spent(usage), now);
            }
        };
    }

    /** The model has come to the end of an answer: it has said all, or it waits for tools. */
    private TurnDecision replied(Utterance spoken, Instant now) {
        if (tools.wanted().isEmpty()) {
            return complete(spoken, now);
        }
        if (!spoken.hasNews()) {
            uttering.sayApart(spoken, tools.announcement(plan.mind()) + " ", now);
        }
        uttering.breathe(spoken, now);
        dialogue.agentUsedTools(spoken.notRemembered(spoken.text().stripTrailing()), tools.wanted());
        tools.useAll(plan.mind(), spoken.turn(), replying.asked());
        usePostponed(spoken, now);
        return KEEP_LISTENING;
    }

    /** Some tools wait until the agent has been heard out; others keep the caller from cutting in. */
    private void usePostponed(Utterance spoken, Instant now) {
        if (tools.waitForSilence() && uttering.isQuiet()) {
            tools.usePostponed(plan.mind(), spoken.turn());
            filling.notQuiet(now);
        }
        turnTaking.agentMayBeInterrupted(!tools.mustBeHeardOut(plan.mind()));
    }

    TurnDecision toolAnswered(Utterance spoken, ToolAnswered answered, Instant now) {
        if (!tools.answered(answered.asked(), answered.use())) {
            return KEEP_LISTENING;
        }
        ToolBox.Answer answer = answered.answer();
        dialogue.toolAnswered(answered.use(), answer);
        news.accept(new CallNews.ToolAnswered(spoken.turn(), answered.use(), answer));
        spoken.follow(answer.then());
        uttering.sayApart(spoken, answer.say(), now);
        turnTaking.agentMayBeInterrupted(!tools.mustBeHeardOut(plan.mind()));
        if (tools.waits()) {
            return KEEP_LISTENING;
        }
        if (!spoken.mayGoOn()) {
            return complete(spoken, now);
        }
        replying.goOn(dialogue.messages(), now);
        return KEEP_LISTENING;
    }

    /** Time has passed: perhaps the model is too slow, perhaps the tools need not wait any longer. */
    Optional<TurnDecision> passTime(Utterance spoken, Instant now) {
        var silent = replying.silence(now);
        if (silent.isPresent()) {
            return Optional.of(replyFailed(spoken, silent.get(), Cause.MODEL_SILENT, now));
        }
        if (tools.waitForSilence()) {
            usePostponed(spoken, now);
        }
        return Optional.empty();
    }

    /** While tools are used the caller may hear something else. */
    void hum(Utterance spoken, Speaking speaking) {
        if (tools.waits() && plan.mouth().isPresent()) {
            tools.sound(plan.mind(), !spoken.text().isBlank()).ifPresent(speaking::hum);
        }
    }

    /** Says what must be heard out, and then the call ends. */
    TurnDecision sayLast(Utterance spoken, String message, CallEnd end, Instant now) {
        turnTaking.agentTakesLeave(now);
        spoken.endsWith(end);
        uttering.sayApart(spoken, message, now);
        return complete(spoken, now);
    }

    /** What comes of the thinking and of the tools is of no use any more. */
    void stop() {
        replying.stop();
        tools.stop();
        filling.stop();
    }

    private TurnDecision complete(Utterance spoken, Instant now) {
        stop();
        return uttering.complete(spoken, now);
    }

    /** @param cause of the call's end, should it come to that and this model be the only one */
    private TurnDecision replyFailed(Utterance spoken, LanguageFailure failure, Cause cause, Instant now) {
        news.accept(new CallNews.ProviderFailed(spoken.turn(), failure.model(), failure.reason()));
        tools.wantNone();
        var end = new CallEnd(
                plan.mind().models().size() > 1 ? Cause.MODELS_FAILED : cause,
                "the language model failed: " + failure.reason(),
                failure.model());
        return switch (replying.recover(failure, dialogue.messages(), now)) {
            case TRY_AGAIN, TRY_NEXT -> KEEP_LISTENING;
            case LEAVE_IT -> complete(spoken, now);
            case APOLOGISE -> sayLast(spoken, plan.manners().patience().apology(), end, now);
            case HANG_UP -> new HangUp(end);
        };
    }
}
