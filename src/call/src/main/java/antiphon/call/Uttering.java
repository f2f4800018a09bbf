package antiphon.call;

import antiphon.call.CallEnd.Cause;
import antiphon.call.CallEvent.SentenceFailed;
import antiphon.call.CallEvent.SentenceMade;
import antiphon.call.CallEvent.SoundEvent;
import antiphon.call.CallEvent.SoundReady;
import antiphon.call.CallEvent.SoundTimed;
import antiphon.call.ToolBox.Then;
import antiphon.call.TurnDecision.HangUp;
import antiphon.call.TurnDecision.KeepListening;
import antiphon.call.VoiceMarks.Passage;
import antiphon.speech.SpeechFailure;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The life of an {@link Utterance}: it begins, grows, is known to its end, and is heard out or cut off. At most one is on
 * its way. What of it was heard is remembered. Lives on the call's thread.
 */
final class Uttering {
    private static final KeepListening KEEP_LISTENING = new KeepListening();

    private final TurnTaking turnTaking;
    private final Dialogue dialogue;
    private final Consumer<CallNews> news;
    private final Speaking speaking;
    private boolean breathed;
    private VoiceMarks marks = new VoiceMarks(List.of());
    private @Nullable Utterance utterance;

    Uttering(Speaking speaking, TurnTaking turnTaking, Dialogue dialogue, Consumer<CallNews> news) {
        this.speaking = speaking;
        this.turnTaking = turnTaking;
        this.dialogue = dialogue;
        this.news = news;
    }

    /** What the agent is saying, if it is. */
    @Nullable
    Utterance current() {
        return utterance;
    }

    Utterance begin(int turn, boolean interruptible, Instant now) {
        Utterance begun = new Utterance(turn);
        utterance = begun;
        speaking.begin(turn);
        marks = new VoiceMarks(speaking.otherVoices());
        breathed = false;
        turnTaking.agentBegins(interruptible, now);
        news.accept(new CallNews.AgentBegan(turn));
        return begun;
    }

    /** @param piece in which passages may be marked with the labels of other voices */
    void say(Utterance spoken, String piece, Instant now) {
        boolean joined = breathed && !piece.isEmpty() && isWithoutGap(spoken.text(), piece);
        breathed &= piece.isEmpty();
        marks.add(joined ? " " + piece : piece).forEach(passage -> say(spoken, passage, now));
    }

    /** Models end what they say before they use a tool, and begin what they say after it, without a space. */
    private static boolean isWithoutGap(String text, String more) {
        return !text.isEmpty()
                && !Character.isWhitespace(text.charAt(text.length() - 1))
                && !Character.isWhitespace(more.charAt(0));
    }

    private void say(Utterance spoken, Passage passage, Instant now) {
        spoken.grow(passage.text(), now);
        speaking.say(spoken, passage, now);
        news.accept(new CallNews.AgentTextGrew(spoken.turn(), passage.text()));
    }

    /** Says a thing of its own, apart from whatever the model says before and after it. */
    void sayApart(Utterance spoken, String message, Instant now) {
        if (!message.isBlank()) {
            boolean first = spoken.text().isBlank() || spoken.text().endsWith(" ");
            say(spoken, first ? message : " " + message, now);
            marks.rest().forEach(passage -> say(spoken, passage, now));
            speaking.sayRest(spoken, now);
        }
    }

    /** Nothing follows in this breath; more may come later. */
    void breathe(Utterance spoken, Instant now) {
        breathed = true;
        marks.rest().forEach(passage -> say(spoken, passage, now));
        speaking.sayRest(spoken, now);
    }

    /** All that is meant to be said is known. */
    TurnDecision complete(Utterance spoken, Instant now) {
        breathe(spoken, now);
        spoken.complete();
        news.accept(new CallNews.AgentResponded(spoken.turn(), spoken.text().strip()));
        return fallSilentWhenHeardOut(now);
    }

    TurnDecision happen(Utterance spoken, SoundEvent event, Instant now) {
        if (!speaking.awaits(event.asked())) {
            return KEEP_LISTENING;
        }
        return switch (event) {
            case SoundReady(int asked, var frame) -> {
                speaking.play(spoken, frame, now);
                yield KEEP_LISTENING;
            }
            case SoundTimed(int asked, var timings) -> {
                speaking.timed(timings);
                yield KEEP_LISTENING;
            }
            case SentenceMade(int asked) -> {
                speaking.sentenceMade(spoken, now);
                yield fallSilentWhenHeardOut(now);
            }
            case SentenceFailed(int asked, SpeechFailure failure) -> failed(spoken, failure, now);
        };
    }

    /** Time has passed: perhaps there is more to say, perhaps all has been heard, perhaps the voice is too slow. */
    TurnDecision goOn(Utterance spoken, Instant now) {
        var silent = speaking.silence(now);
        if (silent.isPresent()) {
            return failed(spoken, silent.get(), now);
        }
        speaking.goOn(spoken, now);
        return fallSilentWhenHeardOut(now);
    }

    /** Whether nothing of it is being heard, or about to be. */
    boolean isQuiet() {
        return speaking.isHeardOut();
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

    private TurnDecision failed(Utterance spoken, SpeechFailure failure, Instant now) {
        news.accept(new CallNews.ProviderFailed(spoken.turn(), failure.provider(), failure.reason()));
        return switch (speaking.recover(failure, spoken, now)) {
            case TRY_AGAIN, TRY_NEXT -> fallSilentWhenHeardOut(now);
            case LEAVE_IT, APOLOGISE, HANG_UP ->
                new HangUp(new CallEnd(
                        Cause.SYNTHESIZER_FAILED,
                        "no speech synthesizer could speak: " + failure.reason(),
                        failure.provider()));
        };
    }

    private TurnDecision fallSilentWhenHeardOut(Instant now) {
        Utterance spoken = utterance;
        if (spoken == null || !spoken.isComplete() || !speaking.isHeardOut()) {
            return KEEP_LISTENING;
        }
        finish(spoken, speaking.heard(), false, now);
        if (spoken.then() instanceof Then.BeQuiet(var most)) {
            turnTaking.leaveInPeace(most);
        }
        return spoken.whatFollows();
    }

    private void finish(Utterance spoken, String heard, boolean cutOff, Instant now) {
        utterance = null;
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
