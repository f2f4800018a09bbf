package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.AgentEvent;
import antiphon.call.CallEvent.FillerThought;
import antiphon.call.CallEvent.PassagesFound;
import antiphon.call.CallEvent.ReplyEvent;
import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.SoundEvent;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.language.LanguageFailure;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/**
 * The agent's side of a turn: it makes up its mind, uses tools, gains time, and has said what comes of it. What still
 * arrives for a turn that is over is ignored. Lives on the call's thread.
 */
final class Responding {
    private static final KeepListening KEEP_LISTENING = new KeepListening();

    private final Consumer<CallNews> news;
    private final TurnTaking turnTaking;
    private final Dialogue dialogue;
    private final Replying replying;
    private final Speculating speculating;
    private final UsingTools tools;
    private final Filling filling;
    private final Speaking speaking;
    private final Uttering uttering;
    private CallPlan plan;

    Responding(CallPlan plan, Line line, TurnTaking turnTaking, Dialogue dialogue, Course.Outside outside) {
        this.plan = plan;
        this.turnTaking = turnTaking;
        this.dialogue = dialogue;
        this.news = outside.news();
        this.replying = new Replying(plan, outside.call());
        this.speculating = new Speculating(replying, dialogue);
        this.tools = new UsingTools(outside.call(), news);
        this.filling = new Filling(plan, outside.call());
        this.speaking = new Speaking(plan, line, outside.call());
        this.uttering = new Uttering(speaking, turnTaking, dialogue, news);
    }

    /** Somebody else speaks from the next utterance on. */
    void become(CallPlan next) {
        forget();
        plan = next;
        replying.become(next);
        speaking.become(next);
        filling.become(next);
    }

    void getReady() {
        replying.expect(dialogue.messages());
    }

    /** Says something that needs no thought. */
    TurnDecision open(int turn, String message, boolean interruptible, Instant now) {
        forget();
        Utterance first = uttering.begin(turn, interruptible, now);
        uttering.say(first, message, now);
        return uttering.complete(first, now);
    }

    /** Says what must be heard out, and then the call ends. */
    TurnDecision sayLast(int turn, String message, CallEnd end, Instant now) {
        forget();
        return sayLast(uttering.begin(turn, false, now), message, end, now);
    }

    /** Begins to think, without a word or a deed, about what will have to be answered if the caller is done. */
    void speculate(String words, Instant now) {
        speculating.begin(words, now);
    }

    void forget() {
        speculating.forget();
    }

    /** Answers the dialogue as it stands. */
    TurnDecision answer(int turn, Instant lastVoice, Instant wordsSettled, Instant now) {
        Utterance begun = uttering.begin(turn, true, now);
        begun.decidedAt(lastVoice, wordsSettled, now);
        filling.begin(dialogue.userHasSpoken(), now);
        List<ReplyEvent> known = speculating.answer(now);
        tellWhatWasLookedUp(begun);
        TurnDecision decision = KEEP_LISTENING;
        for (ReplyEvent event : known) {
            decision = happen(event, now);
        }
        return decision;
    }

    private void tellWhatWasLookedUp(Utterance spoken) {
        replying.lookedUp().ifPresent(retrieval -> news.accept(new CallNews.KnowledgeFound(spoken.turn(), retrieval)));
    }

    TurnDecision happen(AgentEvent event, Instant now) {
        Utterance spoken = uttering.current();
        if (spoken == null) {
            switch (event) {
                case ReplyEvent reply -> speculating.hold(reply);
                case PassagesFound found -> replying.found(found, now);
                case SoundEvent late -> {}
                case ToolAnswered late -> {}
                case FillerThought late -> {}
            }
            return KEEP_LISTENING;
        }
        return switch (event) {
            case ReplyEvent reply -> replying.awaits(reply.asked()) ? reply(spoken, reply, now) : KEEP_LISTENING;
            case SoundEvent sound -> uttering.happen(spoken, sound, now);
            case ToolAnswered answered -> toolAnswered(spoken, answered, now);
            case PassagesFound found -> {
                replying.found(found, now);
                tellWhatWasLookedUp(spoken);
                yield KEEP_LISTENING;
            }
            case FillerThought thought -> {
                filling.thought(thought, spoken.turn()).ifPresent(filler -> fill(spoken, filler, now));
                yield KEEP_LISTENING;
            }
        };
    }

    /** Time has passed: perhaps somebody is too slow, perhaps there is more to say, perhaps all has been heard. */
    TurnDecision goOn(Instant now) {
        Utterance spoken = uttering.current();
        if (spoken == null) {
            return KEEP_LISTENING;
        }
        var silent = replying.silence(now);
        if (silent.isPresent()) {
            return replyFailed(spoken, silent.get(), Cause.MODEL_SILENT, now);
        }
        if (tools.waitForSilence()) {
            usePostponed(spoken, now);
        }
        if (!spoken.isComplete() && plan.mouth().isPresent()) {
            fillSilence(spoken, now);
        }
        TurnDecision decision = uttering.goOn(spoken, now);
        if (tools.waits() && plan.mouth().isPresent()) {
            tools.sound(plan.mind(), !spoken.text().isBlank()).ifPresent(speaking::hum);
        }
        return decision;
    }

    boolean isUnderWay() {
        return uttering.current() != null;
    }

    /** Whether the agent is saying its last words: there is nothing to answer any more. */
    boolean isLast() {
        Utterance spoken = uttering.current();
        return spoken != null && spoken.last() != null;
    }

    /**
     * Stops thinking and speaking at once. What was not heard was not said.
     *
     * @return what was to follow
     */
    Then cutOff(Instant now) {
        forget();
        stopThinking();
        return uttering.cutOff(now);
    }

    private void stopThinking() {
        replying.stop();
        tools.stop();
        filling.stop();
    }

    private TurnDecision complete(Utterance spoken, Instant now) {
        stopThinking();
        return uttering.complete(spoken, now);
    }

    private TurnDecision sayLast(Utterance spoken, String message, CallEnd end, Instant now) {
        turnTaking.agentTakesLeave(now);
        spoken.endsWith(end);
        uttering.sayApart(spoken, message, now);
        return complete(spoken, now);
    }

    private void fillSilence(Utterance spoken, Instant now) {
        if (!uttering.isQuiet()) {
            filling.notQuiet(now);
        } else if (filling.isDue(now)) {
            filling.fill(spoken.turn(), dialogue.messages()).ifPresent(filler -> fill(spoken, filler, now));
        }
    }

    private void fill(Utterance spoken, String filler, Instant now) {
        uttering.sayApart(spoken, filler + " ", now);
        filling.notQuiet(now);
    }

    private TurnDecision reply(Utterance spoken, ReplyEvent event, Instant now) {
        return switch (event) {
            case ReplyGrew(int asked, String piece) -> {
                replying.stirs(true);
                filling.notQuiet(now);
                uttering.say(spoken, piece, now);
                yield KEEP_LISTENING;
            }
            case ToolWanted(int asked, var use) -> {
                replying.stirs(false);
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

    private TurnDecision toolAnswered(Utterance spoken, ToolAnswered answered, Instant now) {
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
