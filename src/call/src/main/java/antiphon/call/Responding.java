package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.ReplyFailed;
import antiphon.call.CallEvent.ReplyFinished;
import antiphon.call.CallEvent.ReplyGrew;
import antiphon.call.CallEvent.SentenceFailed;
import antiphon.call.CallEvent.SentenceMade;
import antiphon.call.CallEvent.SoundReady;
import antiphon.call.CallEvent.ToolAnswered;
import antiphon.call.CallEvent.ToolWanted;
import antiphon.call.CallEvent.UtteranceEvent;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.language.LanguageFailure;
import antiphon.language.ToolUse;
import antiphon.speech.SpeechFailure;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The agent's side of a turn: it makes up its mind, uses tools, speaks, and falls silent. At most one {@link Utterance} is
 * on its way; what still arrives for an earlier one is ignored. Lives on the call's thread.
 */
final class Responding {
    private CallPlan plan;
    private final TurnTaking turnTaking;
    private final Consumer<CallNews> news;
    private final Replying replying;
    private final Speaking speaking;
    private final Dialogue dialogue;
    private @Nullable Utterance utterance;
    private int utterances;

    Responding(CallPlan plan, Line line, TurnTaking turnTaking, Dialogue dialogue, Channels channels) {
        this.plan = plan;
        this.turnTaking = turnTaking;
        this.dialogue = dialogue;
        this.news = channels.news();
        this.replying = new Replying(plan, channels.call());
        this.speaking = new Speaking(plan, line, channels.call());
    }

    /** @param call takes what happens to this call; @param news hears what the call did */
    record Channels(Consumer<CallEvent> call, Consumer<CallNews> news) {}

    /** Somebody else speaks from the next utterance on. */
    void become(CallPlan next) {
        plan = next;
        replying.become(next);
        speaking.become(next);
    }

    void getReady() {
        replying.expect(dialogue);
    }

    /** Says something that needs no thought. */
    TurnDecision open(int turn, String message, Instant now) {
        Utterance first = begin(turn, plan.manners().firstMessageInterruptible(), now);
        say(first, message, now);
        return replied(first, now);
    }

    /** Answers the dialogue as it stands. */
    void answer(int turn, Instant lastVoice, Instant wordsSettled, Instant now) {
        Utterance begun = begin(turn, true, now);
        begun.decidedAt(lastVoice, wordsSettled, now);
        replying.begin(begun, dialogue);
    }

    TurnDecision happen(UtteranceEvent event, Instant now) {
        Utterance spoken = utterance;
        if (spoken == null || event.utterance() != spoken.number()) {
            return new KeepListening();
        }
        return switch (event) {
            case ReplyGrew(int of, var piece) -> say(spoken, piece, now);
            case ToolWanted(int of, var use) -> replying.wants(use);
            case ReplyFinished(int of, var usage) -> replied(spoken.spent(usage), now);
            case ReplyFailed(int of, var failure) -> replyFailed(spoken, failure);
            case ToolAnswered(int of, var use, var answer) -> toolAnswered(spoken, use, answer, now);
            case SoundReady(int of, var frame) -> speaking.play(spoken, frame, now);
            case SentenceMade(int of) -> {
                speaking.sentenceMade(spoken, now);
                yield fallSilentWhenHeardOut(now);
            }
            case SentenceFailed(int of, var failure) -> sentenceFailed(spoken, failure, now);
        };
    }

    /** Time has passed: perhaps there is more to say, perhaps all has been heard. */
    TurnDecision goOn(Instant now) {
        if (utterance == null) {
            return new KeepListening();
        }
        speaking.goOn(utterance, now);
        return fallSilentWhenHeardOut(now);
    }

    boolean isUnderWay() {
        return utterance != null;
    }

    /**
     * Stops at once, in the middle of a word if need be. What was not heard was not said.
     *
     * @return what was to follow
     */
    Then cutOff(Instant now) {
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
        Utterance begun = new Utterance(++utterances, turn);
        utterance = begun;
        speaking.begin();
        turnTaking.agentBegins(interruptible, now);
        news.accept(new CallNews.AgentBegan(turn));
        return begun;
    }

    private TurnDecision say(Utterance spoken, String piece, Instant now) {
        spoken.grow(piece, now);
        speaking.say(spoken, piece, now);
        news.accept(new CallNews.AgentTextGrew(spoken.turn(), piece));
        return new KeepListening();
    }

    /** The model has come to the end of an answer: it has said all, or it waits for tools. */
    private TurnDecision replied(Utterance spoken, Instant now) {
        speaking.sayRest(spoken, now);
        if (!replying.wantsTools()) {
            return complete(spoken, now);
        }
        dialogue.agentUsedTools(spoken.notRemembered(spoken.text()), replying.wanted());
        replying.wanted().forEach(use -> news.accept(new CallNews.ToolWanted(spoken.turn(), use)));
        replying.useTools(spoken);
        return new KeepListening();
    }

    private TurnDecision complete(Utterance spoken, Instant now) {
        spoken.complete();
        news.accept(new CallNews.AgentResponded(spoken.turn(), spoken.text().strip()));
        return fallSilentWhenHeardOut(now);
    }

    private TurnDecision toolAnswered(Utterance spoken, ToolUse use, ToolBox.Answer answer, Instant now) {
        if (!replying.answered(use)) {
            return new KeepListening();
        }
        dialogue.toolAnswered(use, answer);
        news.accept(new CallNews.ToolAnswered(spoken.turn(), use, answer));
        spoken.follow(answer.then());
        if (!answer.say().isBlank()) {
            say(spoken, spoken.text().isBlank() ? answer.say() : " " + answer.say(), now);
        }
        if (replying.waitsForTools()) {
            return new KeepListening();
        }
        if (!spoken.mayGoOn()) {
            speaking.sayRest(spoken, now);
            return complete(spoken, now);
        }
        replying.reply(spoken, dialogue);
        return new KeepListening();
    }

    private TurnDecision replyFailed(Utterance spoken, LanguageFailure failure) {
        news.accept(new CallNews.ProviderFailed(spoken.turn(), failure.model(), failure.reason()));
        if (replying.mayRetry(failure, spoken)) {
            replying.reply(spoken, dialogue);
            return new KeepListening();
        }
        return failed("the language model failed: " + failure.reason());
    }

    private TurnDecision sentenceFailed(Utterance spoken, SpeechFailure failure, Instant now) {
        news.accept(new CallNews.ProviderFailed(spoken.turn(), failure.provider(), failure.reason()));
        return speaking.sentenceFailed(spoken, now)
                ? new KeepListening()
                : failed("no speech synthesizer could speak: " + failure.reason());
    }

    private TurnDecision fallSilentWhenHeardOut(Instant now) {
        Utterance spoken = utterance;
        if (spoken == null || !spoken.isComplete() || !speaking.isHeardOut()) {
            return new KeepListening();
        }
        finish(spoken, speaking.heard(), false, now);
        return switch (spoken.then()) {
            case Then.GoOn() -> new KeepListening();
            case Then.BeQuiet() -> new KeepListening();
            case Then.HangUp() -> new HangUp(new CallEnd(Cause.AGENT_HUNG_UP, "the agent ended the call"));
            case Then.Become(CallPlan next, var message) -> new TurnDecision.Become(next, message);
            case Then.Transfer(String destination) -> new TurnDecision.Transfer(destination);
        };
    }

    private void finish(Utterance spoken, String heard, boolean cutOff, Instant now) {
        utterance = null;
        replying.stop();
        if (!spoken.isComplete()) {
            news.accept(new CallNews.AgentResponded(spoken.turn(), spoken.text().strip()));
        }
        dialogue.agentSaid(spoken.notRemembered(heard));
        news.accept(new CallNews.TurnMeasured(spoken.turn(), spoken.timeline()));
        news.accept(
                new CallNews.AgentSaid(spoken.turn(), spoken.text().strip(), heard.strip(), cutOff, spoken.usage()));
        turnTaking.agentFallsSilent(now);
    }

    private static TurnDecision failed(String reason) {
        return new HangUp(new CallEnd(Cause.PROVIDER_FAILED, reason));
    }
}
