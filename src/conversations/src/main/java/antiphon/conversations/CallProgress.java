package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.CallNews.VoiceScored;
import antiphon.call.TurnTimeline;
import java.util.Optional;

/** Follows how far a call has come, from its news. Holds no words. Guarded by whoever owns it. */
public final class CallProgress {
    private static final double VOICE = 0.5;

    /** What the call is doing. */
    public enum Phase {
        /** Nobody speaks. */
        WAITING,
        /** The caller speaks. */
        LISTENING,
        /** The agent thinks or speaks. */
        ANSWERING,
        USING_TOOLS,
        ENDED
    }

    /** Who is expected to speak, or speaks. */
    public enum Side {
        CALLER,
        AGENT,
        /** A human in the agent's place. */
        HUMAN
    }

    /**
     * How a call stands.
     *
     * @param turn the last turn that began; 0 before the first
     * @param model the contract's name of the model that answers now
     * @param lastTurn the moments of the last turn that is over
     */
    public record State(
            Phase phase, Side turnOf, int turn, String model, Counts counts, Optional<TurnTimeline> lastTurn) {}

    /** What has happened so far. */
    public record Counts(
            int userTurns, int agentTurns, int interruptions, int toolCalls, int toolErrors, int providerFailures) {}

    private String model;
    private int turn;
    private boolean voice;
    private boolean answering;
    private boolean ended;
    private boolean human;
    private int toolsInUse;
    private int userTurns;
    private int agentTurns;
    private int interruptions;
    private int toolCalls;
    private int toolErrors;
    private int providerFailures;
    private Optional<TurnTimeline> lastTurn = Optional.empty();

    CallProgress(String model) {
        this.model = model;
    }

    void hear(CallNews news) {
        turn = Math.max(turn, ofTurnToCome(news) ? turn : news.turn());
        switch (news) {
            case VoiceScored scored -> voice = scored.likelihood() >= VOICE;
            case CallNews.TurnJudged judged -> {}
            case CallNews.UserIsSaying saying -> {}
            case CallNews.UserShowed showed -> {}
            case CallNews.UserSaid said -> userTurns++;
            case AgentBegan began -> begin();
            case CallNews.AgentTextGrew grew -> {}
            case CallNews.AgentResponded responded -> {}
            case AgentSaid said -> answering = false;
            case CallNews.AgentInterrupted interrupted -> interruptions++;
            case ToolWanted wanted -> {
                toolCalls++;
                toolsInUse++;
            }
            case ToolAnswered answered -> {
                toolsInUse = Math.max(0, toolsInUse - 1);
                toolErrors += answered.answer().error() ? 1 : 0;
            }
            case CallNews.ProviderFailed failed -> providerFailures++;
            case CallNews.PlanChanged changed ->
                model = changed.plan().mind().model().name();
            case CallNews.KnowledgeFound found -> {}
            case CallNews.GuardrailTriggered triggered -> {}
            case CallNews.TransferWanted transfer -> {}
            case CallNews.TakenOver taken -> human = true;
            case CallNews.HandedBack back -> human = false;
            case TurnMeasured measured -> lastTurn = Optional.of(measured.timeline());
            case CallEnded over -> ended = true;
        }
    }

    private void begin() {
        answering = true;
        toolsInUse = 0;
        agentTurns++;
    }

    State state() {
        return new State(
                phase(),
                answering ? human ? Side.HUMAN : Side.AGENT : Side.CALLER,
                turn,
                model,
                new Counts(userTurns, agentTurns, interruptions, toolCalls, toolErrors, providerFailures),
                lastTurn);
    }

    private Phase phase() {
        if (ended) {
            return Phase.ENDED;
        }
        if (answering) {
            return toolsInUse > 0 ? Phase.USING_TOOLS : Phase.ANSWERING;
        }
        return voice ? Phase.LISTENING : Phase.WAITING;
    }

    private static boolean ofTurnToCome(CallNews news) {
        return news instanceof CallNews.UserIsSaying || news instanceof CallNews.TurnJudged;
    }
}
