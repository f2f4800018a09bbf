package antiphon.call;

import antiphon.language.Attachment;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.util.List;

/**
 * What a call tells of itself, in the order in which it happened, on the call's thread. Whoever listens must not block.
 *
 * <p>Turns are numbered from 1. The first message is turn 1; each thing the caller says begins the next turn, and what the
 * agent says and does in answer bears the same number.
 */
public sealed interface CallNews {
    int turn();

    /** How likely the last frame held a voice, 0 to 1. */
    record VoiceScored(int turn, double likelihood) implements CallNews {}

    /** How likely the caller is done, 0 to 1, by what the words sound like that were heard of the turn that will begin. */
    record TurnJudged(int turn, double likelihood) implements CallNews {}

    /** Words that may still change. They belong to the turn that will begin with them. */
    record UserIsSaying(int turn, String words) implements CallNews {}

    /** Comes before the {@link UserSaid} of the same turn. */
    record UserShowed(int turn, List<Attachment> files) implements CallNews {}

    /** @param words empty when files were shown without any */
    record UserSaid(int turn, String words, boolean typed) implements CallNews {}

    /** The agent has begun to answer. */
    record AgentBegan(int turn) implements CallNews {}

    record AgentTextGrew(int turn, String piece) implements CallNews {}

    /** The whole of what the agent means to say in this turn is known. It may not be heard yet. */
    record AgentResponded(int turn, String text) implements CallNews {}

    /**
     * The agent's turn is over, heard out or cut off.
     *
     * @param text what it meant to say, as far as it was known
     * @param heard what the caller has heard of it
     */
    record AgentSaid(int turn, String text, String heard, boolean cutOff, Usage usage) implements CallNews {}

    /**
     * The caller cut in, or a guardrail did: what was sent ahead shall not be heard. Comes before the {@link AgentSaid} of
     * the same turn.
     */
    record AgentInterrupted(int turn) implements CallNews {}

    /** The agent has looked something up for this turn. */
    record KnowledgeFound(int turn, Knowledge.Retrieval retrieval) implements CallNews {}

    record ToolWanted(int turn, ToolUse use) implements CallNews {}

    record ToolAnswered(int turn, ToolUse use, ToolBox.Answer answer) implements CallNews {}

    /**
     * What the caller or the agent said in this turn goes against something the call is guarded against. The turn may be over.
     *
     * @param whose words go against it
     * @param breaches at least one
     */
    record GuardrailTriggered(int turn, Watch.Subject whose, List<Ruling.Breach> breaches) implements CallNews {}

    /** Another plan holds from here on: another voice, mind or language. */
    record PlanChanged(int turn, CallPlan plan) implements CallNews {}

    /** @param destination as the tool named it: a number or an address */
    record TransferWanted(int turn, String destination) implements CallNews {}

    /** A human speaks for the agent from here on. */
    record TakenOver(int turn) implements CallNews {}

    /** The agent speaks for itself again. */
    record HandedBack(int turn) implements CallNews {}

    /** @param what was being attempted and what came of it: fit for a log */
    record ProviderFailed(int turn, String provider, String what) implements CallNews {}

    record TurnMeasured(int turn, TurnTimeline timeline) implements CallNews {}

    /** The last news. */
    record CallEnded(int turn, CallEnd end) implements CallNews {}
}
