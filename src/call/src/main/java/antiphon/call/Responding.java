package antiphon.call;

import antiphon.call.CallEvent.AgentEvent;
import antiphon.call.CallEvent.FillerThought;
import antiphon.call.CallEvent.PassagesFound;
import antiphon.call.CallEvent.ReplyEvent;
import antiphon.call.CallEvent.RulingCame;
import antiphon.call.CallEvent.SoundEvent;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.KeepListening;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The agent's side of a turn: it makes up its mind, uses tools, gains time, and has said what comes of it. What still
 * arrives for a turn that is over is ignored. Lives on the call's thread.
 */
final class Responding {
    private static final KeepListening KEEP_LISTENING = new KeepListening();

    private final Consumer<CallNews> news;
    private final Dialogue dialogue;
    private final Replying replying;
    private final Speculating speculating;
    private final Guarding guarding;
    private final Composing composing;
    private final Filling filling;
    private final Speaking speaking;
    private final Uttering uttering;
    private CallPlan plan;

    Responding(CallPlan plan, Line line, TurnTaking turnTaking, Dialogue dialogue, Outside outside) {
        this.plan = plan;
        this.dialogue = dialogue;
        this.news = outside.news();
        this.replying = new Replying(plan, outside.call());
        this.speculating = new Speculating(replying, dialogue);
        this.guarding = new Guarding(plan, dialogue, outside);
        this.filling = new Filling(plan, outside.call());
        this.speaking = new Speaking(plan, line, outside.call());
        this.uttering = new Uttering(speaking, turnTaking, dialogue, news);
        var means = new Composing.Means(replying, guarding, filling, uttering);
        this.composing = new Composing(plan, turnTaking, dialogue, means, outside);
    }

    /** Somebody else speaks from the next utterance on. */
    void become(CallPlan next) {
        forget();
        plan = next;
        composing.become(next);
        speaking.become(next);
    }

    void getReady() {
        replying.expect(dialogue.messages());
    }

    /** Says something that needs no thought. */
    TurnDecision open(int turn, String message, boolean interruptible, Instant now) {
        forget();
        guarding.stop();
        Utterance first = uttering.begin(turn, interruptible, now);
        uttering.say(first, message, now);
        return uttering.complete(first, now);
    }

    /** Says what must be heard out, and then the call ends. */
    TurnDecision sayLast(int turn, String message, CallEnd end, Instant now) {
        forget();
        guarding.stop();
        return composing.sayLast(uttering.begin(turn, false, now), message, end, now);
    }

    /** Begins to think, without a word or a deed, about what will have to be answered if the caller is done. */
    void speculate(String words, Instant now) {
        speculating.begin(words, now);
    }

    void forget() {
        speculating.forget();
    }

    /** The caller has said this, and it will be answered. */
    void heard(int turn, String words) {
        guarding.callerSaid(turn, words);
    }

    /** Answers the dialogue as it stands. */
    TurnDecision answer(int turn, Instant lastVoice, Instant wordsSettled, Instant now) {
        guarding.begin(turn);
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

    /** Answers the dialogue as it stands in place of an answer that was thrown away. */
    TurnDecision answerAgain(int turn, String feedback, Instant now) {
        forget();
        guarding.beginAgain(turn);
        uttering.begin(turn, true, now).decidedAt(now, now, now);
        filling.begin(dialogue.userHasSpoken(), now);
        replying.again(dialogue.messages(), feedback, now);
        return KEEP_LISTENING;
    }

    private void tellWhatWasLookedUp(Utterance spoken) {
        replying.lookedUp().ifPresent(retrieval -> news.accept(new CallNews.KnowledgeFound(spoken.turn(), retrieval)));
    }

    TurnDecision happen(AgentEvent event, Instant now) {
        Utterance spoken = uttering.current();
        if (spoken == null) {
            return happenInSilence(event, now);
        }
        return switch (event) {
            case ReplyEvent reply -> composing.reply(spoken, reply, now);
            case SoundEvent sound -> uttering.happen(spoken, sound, now);
            case ToolAnswered answered -> composing.toolAnswered(spoken, answered, now);
            case RulingCame ruling -> {
                TurnDecision decision = guarding.ruled(ruling);
                yield decision instanceof KeepListening ? composing.goOn(spoken, now) : decision;
            }
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

    private TurnDecision happenInSilence(AgentEvent event, Instant now) {
        switch (event) {
            case ReplyEvent reply -> speculating.hold(reply);
            case PassagesFound found -> replying.found(found, now);
            case RulingCame ruling -> {
                return guarding.ruled(ruling);
            }
            case SoundEvent late -> {}
            case ToolAnswered late -> {}
            case FillerThought late -> {}
        }
        return KEEP_LISTENING;
    }

    /** Time has passed: perhaps somebody is too slow, perhaps there is more to say, perhaps all has been heard. */
    TurnDecision goOn(Instant now) {
        Utterance spoken = uttering.current();
        if (spoken == null) {
            return KEEP_LISTENING;
        }
        Optional<TurnDecision> failed = composing.passTime(spoken, now);
        if (failed.isPresent()) {
            return failed.get();
        }
        if (!spoken.isComplete() && plan.mouth().isPresent()) {
            fillSilence(spoken, now);
        }
        TurnDecision decision = uttering.goOn(spoken, now);
        composing.hum(spoken, speaking);
        return decision;
    }

    boolean isUnderWay() {
        return uttering.current() != null;
    }

    /** Whether something is being said, or judged that may still change what is. */
    boolean isBusy() {
        return isUnderWay() || guarding.waits();
    }

    /** Whether the agent has said a word of what it is saying. */
    boolean hasWords() {
        Utterance spoken = uttering.current();
        return spoken != null && !spoken.text().isBlank();
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
        guarding.stop();
        composing.stop();
        return uttering.cutOff(now);
    }

    /** Cuts off what is being said, and judges no more: the call is over. */
    void end(Instant now) {
        cutOff(now);
        guarding.end();
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
}
