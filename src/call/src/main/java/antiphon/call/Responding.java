package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.AgentEvent;
import antiphon.call.CallEvent.FillerThought;
import antiphon.call.CallEvent.ReplyEvent;
import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.SentenceFailed;
import antiphon.call.CallEvent.SentenceMade;
import antiphon.call.CallEvent.SoundEvent;
import antiphon.call.CallEvent.SoundReady;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.language.LanguageFailure;
import antiphon.speech.SpeechFailure;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of a turn: it makes up its mind, uses tools, speaks, and falls silent. At most one {@link Utterance} is
 * on its way; what still arrives for an earlier one is ignored. Lives on the call's thread.
 */
final class Responding {
    private static final KeepListening KEEP_LISTENING = new KeepListening();

    private final TurnTaking turnTaking;
    private final Consumer<CallNews> news;
    private final Replying replying;
    private final UsingTools tools;
    private final Speaking speaking;
    private final Filling filling;
    private final Dialogue dialogue;
    private CallPlan plan;
    private @Nullable Utterance utterance;
    private @Nullable Speculation speculation;

    Responding(CallPlan plan, Line line, TurnTaking turnTaking, Dialogue dialogue, Course.Outside outside) {
        this.plan = plan;
        this.turnTaking = turnTaking;
        this.dialogue = dialogue;
        this.news = outside.news();
        this.replying = new Replying(plan, outside.call());
        this.tools = new UsingTools(outside.call());
        this.speaking = new Speaking(plan, line, outside.call());
        this.filling = new Filling(plan, outside.call());
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
        Utterance first = begin(turn, interruptible, now);
        say(first, message, now);
        return sayRest(first, now);
    }

    /** Says what must be heard out, and then the call ends. */
    TurnDecision sayLast(int turn, String message, CallEnd end, Instant now) {
        forget();
        Utterance last = begin(turn, false, now);
        return sayLast(last, message, end, now);
    }

    /** Begins to think, without a word or a deed, about what will have to be answered if the caller is done. */
    void speculate(String words, Instant now) {
        forget();
        var begun = new Speculation(dialogue.ifUserSaid(words));
        speculation = begun;
        replying.begin(begun.dialogue(), now);
    }

    /** What was begun to think is of no use. */
    void forget() {
        if (speculation != null) {
            speculation = null;
            replying.stop();
        }
    }

    /** Answers the dialogue as it stands. */
    TurnDecision answer(int turn, Instant lastVoice, Instant wordsSettled, Instant now) {
        Speculation thought = speculation;
        if (thought == null || !thought.dialogue().equals(dialogue.messages())) {
            forget();
            thought = null;
        }
        speculation = null;
        Utterance begun = begin(turn, true, now);
        begun.decidedAt(lastVoice, wordsSettled, now);
        filling.begin(dialogue.userHasSpoken(), now);
        if (thought == null) {
            replying.begin(dialogue.messages(), now);
            return KEEP_LISTENING;
        }
        TurnDecision decision = KEEP_LISTENING;
        for (ReplyEvent event : thought.held()) {
            decision = happen(event, now);
        }
        return decision;
    }

    TurnDecision happen(AgentEvent event, Instant now) {
        Utterance spoken = utterance;
        if (spoken == null) {
            if (speculation != null && event instanceof ReplyEvent reply && replying.awaits(reply.asked())) {
                speculation.held().add(reply);
            }
            return KEEP_LISTENING;
        }
        return switch (event) {
            case ReplyEvent reply -> replying.awaits(reply.asked()) ? reply(spoken, reply, now) : KEEP_LISTENING;
            case SoundEvent sound -> speaking.awaits(sound.asked()) ? sound(spoken, sound, now) : KEEP_LISTENING;
            case ToolAnswered answered -> toolAnswered(spoken, answered, now);
            case FillerThought thought -> {
                filling.thought(thought, spoken.turn()).ifPresent(filler -> fill(spoken, filler, now));
                yield KEEP_LISTENING;
            }
        };
    }

    /** Time has passed: perhaps there is more to say, perhaps all has been heard, perhaps somebody is too slow. */
    TurnDecision goOn(Instant now) {
        Utterance spoken = utterance;
        if (spoken == null) {
            return KEEP_LISTENING;
        }
        var silentModel = replying.silence(now);
        if (silentModel.isPresent()) {
            return replyFailed(spoken, silentModel.get(), now);
        }
        var silentMouth = speaking.silence(now);
        if (silentMouth.isPresent()) {
            return sentenceFailed(spoken, silentMouth.get(), now);
        }
        speaking.goOn(spoken, now);
        if (!spoken.isComplete() && plan.mouth().isPresent()) {
            fillSilence(spoken, now);
        }
        return fallSilentWhenHeardOut(now);
    }

    boolean isUnderWay() {
        return utterance != null;
    }

    /** Whether the agent is saying its last words: there is nothing to answer any more. */
    boolean isLast() {
        return utterance != null && utterance.last() != null;
    }

    /**
     * Stops at once, in the middle of a word if need be. What was not heard was not said.
     *
     * @return what was to follow
     */
    Then cutOff(Instant now) {
        forget();
        Utterance spoken = utterance;
        if (spoken == null) {
            return new Then.GoOn();
        }
        String heard = speaking.heard();
        speaking.stop(spoken.turn());
        finish(spoken, heard, true, now);
        return spoken.then();
    }

    private Utterance begin(int turn, boolean interruptible, Instant now) {
        Utterance begun = new Utterance(turn);
        utterance = begun;
        speaking.begin();
        turnTaking.agentBegins(interruptible, now);
        news.accept(new CallNews.AgentBegan(turn));
        return begun;
    }

    private void say(Utterance spoken, String piece, Instant now) {
        spoken.grow(piece, now);
        speaking.say(spoken, piece, now);
        news.accept(new CallNews.AgentTextGrew(spoken.turn(), piece));
    }

    private TurnDecision sayRest(Utterance spoken, Instant now) {
        speaking.sayRest(spoken, now);
        return complete(spoken, now);
    }

    private TurnDecision sayLast(Utterance spoken, String message, CallEnd end, Instant now) {
        replying.stop();
        tools.stop();
        turnTaking.agentTakesLeave(now);
        spoken.endsWith(end);
        if (!message.isBlank()) {
            say(spoken, spoken.text().isBlank() ? message : " " + message, now);
        }
        return sayRest(spoken, now);
    }

    private void fillSilence(Utterance spoken, Instant now) {
        if (!speaking.isHeardOut()) {
            filling.notQuiet(now);
        } else if (filling.isDue(now)) {
            filling.fill(spoken.turn(), dialogue.messages()).ifPresent(filler -> fill(spoken, filler, now));
        }
    }

    private void fill(Utterance spoken, String filler, Instant now) {
        say(spoken, filler + " ", now);
        speaking.sayRest(spoken, now);
        filling.notQuiet(now);
    }

    private TurnDecision reply(Utterance spoken, ReplyEvent event, Instant now) {
        switch (event) {
            case ReplyGrew(int asked, String piece) -> {
                replying.stirs(true);
                filling.notQuiet(now);
                say(spoken, piece, now);
            }
            case ToolWanted(int asked, var use) -> {
                replying.stirs(false);
                tools.want(use);
            }
            case ReplyFailed(int asked, LanguageFailure failure) -> {
                return replyFailed(spoken, failure, now);
            }
            case ReplyFinished(int asked, var usage) -> {
                replying.finished();
                return replied(spoken.spent(usage), now);
            }
        }
        return KEEP_LISTENING;
    }

    /** The model has come to the end of an answer: it has said all, or it waits for tools. */
    private TurnDecision replied(Utterance spoken, Instant now) {
        if (tools.wanted().isEmpty()) {
            return sayRest(spoken, now);
        }
        speaking.sayRest(spoken, now);
        dialogue.agentUsedTools(spoken.notRemembered(spoken.text().stripTrailing()), tools.wanted());
        tools.wanted().forEach(use -> news.accept(new CallNews.ToolWanted(spoken.turn(), use)));
        tools.useAll(plan.mind().toolBox(), spoken.turn(), replying.asked());
        return KEEP_LISTENING;
    }

    private TurnDecision complete(Utterance spoken, Instant now) {
        spoken.complete();
        news.accept(new CallNews.AgentResponded(spoken.turn(), spoken.text().strip()));
        return fallSilentWhenHeardOut(now);
    }

    private TurnDecision toolAnswered(Utterance spoken, ToolAnswered answered, Instant now) {
        if (!tools.answered(answered.asked(), answered.use())) {
            return KEEP_LISTENING;
        }
        dialogue.toolAnswered(answered.use(), answered.answer());
        news.accept(new CallNews.ToolAnswered(spoken.turn(), answered.use(), answered.answer()));
        spoken.follow(answered.answer().then());
        String say = answered.answer().say();
        if (!say.isBlank()) {
            say(spoken, spoken.text().isBlank() ? say : " " + say, now);
        }
        if (tools.waits()) {
            return KEEP_LISTENING;
        }
        if (!spoken.mayGoOn()) {
            return sayRest(spoken, now);
        }
        replying.goOn(dialogue.messages(), now);
        return KEEP_LISTENING;
    }

    private TurnDecision sound(Utterance spoken, SoundEvent event, Instant now) {
        switch (event) {
            case SoundReady(int asked, var frame) -> speaking.play(spoken, frame, now);
            case SentenceMade(int asked) -> {
                speaking.sentenceMade(spoken, now);
                return fallSilentWhenHeardOut(now);
            }
            case SentenceFailed(int asked, SpeechFailure failure) -> {
                return sentenceFailed(spoken, failure, now);
            }
        }
        return KEEP_LISTENING;
    }

    private TurnDecision replyFailed(Utterance spoken, LanguageFailure failure, Instant now) {
        news.accept(new CallNews.ProviderFailed(spoken.turn(), failure.model(), failure.reason()));
        tools.wantNone();
        String reason = "the language model failed: " + failure.reason();
        return switch (replying.recover(failure, dialogue.messages(), now)) {
            case TRY_AGAIN, TRY_NEXT -> KEEP_LISTENING;
            case LEAVE_IT -> sayRest(spoken, now);
            case APOLOGISE ->
                sayLast(spoken, plan.manners().patience().apology(), new CallEnd(Cause.PROVIDER_FAILED, reason), now);
            case HANG_UP -> new HangUp(new CallEnd(Cause.PROVIDER_FAILED, reason));
        };
    }

    private TurnDecision sentenceFailed(Utterance spoken, SpeechFailure failure, Instant now) {
        news.accept(new CallNews.ProviderFailed(spoken.turn(), failure.provider(), failure.reason()));
        return switch (speaking.recover(failure, spoken, now)) {
            case TRY_AGAIN, TRY_NEXT -> fallSilentWhenHeardOut(now);
            case LEAVE_IT, APOLOGISE, HANG_UP ->
                new HangUp(
                        new CallEnd(Cause.PROVIDER_FAILED, "no speech synthesizer could speak: " + failure.reason()));
        };
    }

    private TurnDecision fallSilentWhenHeardOut(Instant now) {
        Utterance spoken = utterance;
        if (spoken == null || !spoken.isComplete() || !speaking.isHeardOut()) {
            return KEEP_LISTENING;
        }
        finish(spoken, speaking.heard(), false, now);
        if (spoken.last() != null) {
            return new HangUp(spoken.last());
        }
        return switch (spoken.then()) {
            case Then.GoOn() -> KEEP_LISTENING;
            case Then.BeQuiet() -> {
                turnTaking.leaveInPeace();
                yield KEEP_LISTENING;
            }
            case Then.HangUp() -> new HangUp(new CallEnd(Cause.AGENT_HUNG_UP, "the agent ended the call"));
            case Then.Become(CallPlan next, var message) -> new TurnDecision.Become(next, message);
            case Then.Transfer(String destination) -> new TurnDecision.Transfer(destination);
        };
    }

    private void finish(Utterance spoken, String heard, boolean cutOff, Instant now) {
        utterance = null;
        replying.stop();
        tools.stop();
        filling.stop();
        if (!spoken.isComplete()) {
            news.accept(new CallNews.AgentResponded(spoken.turn(), spoken.text().strip()));
        }
        dialogue.agentWasNotHeard(spoken.rememberedUnheard(heard));
        dialogue.agentSaid(spoken.notRemembered(heard));
        news.accept(new CallNews.TurnMeasured(spoken.turn(), spoken.timeline()));
        news.accept(
                new CallNews.AgentSaid(spoken.turn(), spoken.text().strip(), heard.strip(), cutOff, spoken.usage()));
        turnTaking.agentFallsSilent(now);
    }
}
