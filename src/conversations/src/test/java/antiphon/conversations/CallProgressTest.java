package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.call.CallEnd;
import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentBegan;
import antiphon.call.CallNews.AgentInterrupted;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.HandedBack;
import antiphon.call.CallNews.TakenOver;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserIsSaying;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.VoiceScored;
import antiphon.call.ToolBox.Answer;
import antiphon.conversations.CallProgress.Counts;
import antiphon.conversations.CallProgress.Phase;
import antiphon.conversations.CallProgress.Side;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import java.util.List;
import org.junit.jupiter.api.Test;

class CallProgressTest {
    private static final ToolUse USE = new ToolUse("t1", "weather", "{}");

    private final CallProgress progress = new CallProgress("mute");

    private CallProgress.State after(CallNews... news) {
        List.of(news).forEach(progress::hear);
        return progress.state();
    }

    private static AgentSaid said(int turn) {
        return new AgentSaid(turn, "Good day.", "Good day.", false, Usage.UNKNOWN);
    }

    @Test
    void a_call_waits_listens_answers_uses_tools_and_ends() {
        assertEquals(Phase.WAITING, after().phase());
        assertEquals(Phase.LISTENING, after(new VoiceScored(0, 0.9)).phase());
        assertEquals(
                Phase.ANSWERING,
                after(new UserSaid(1, "Hello", false), new AgentBegan(1)).phase());
        assertEquals(Phase.USING_TOOLS, after(new ToolWanted(1, USE)).phase());
        assertEquals(
                Phase.ANSWERING,
                after(new ToolAnswered(1, USE, Answer.of("21"))).phase());
        assertEquals(Phase.WAITING, after(said(1), new VoiceScored(1, 0.1)).phase());
        assertEquals(
                Phase.ENDED,
                after(new CallEnded(1, new CallEnd(CallEnd.Cause.CALLER_LEFT, "The client left.")))
                        .phase());
    }

    @Test
    void the_turn_belongs_to_whoever_speaks() {
        assertEquals(Side.CALLER, after().turnOf());
        assertEquals(Side.AGENT, after(new AgentBegan(1)).turnOf());
        assertEquals(Side.CALLER, after(said(1)).turnOf());
        assertEquals(Side.HUMAN, after(new TakenOver(1), new AgentBegan(2)).turnOf());
        assertEquals(Side.AGENT, after(new HandedBack(2), new AgentBegan(3)).turnOf());
    }

    @Test
    void a_turn_begins_when_it_is_said_and_not_when_it_is_guessed() {
        assertEquals(1, after(new AgentBegan(1), new UserIsSaying(2, "Hel")).turn());
        assertEquals(2, after(new UserSaid(2, "Hello", false)).turn());
    }

    @Test
    void what_happens_is_counted() {
        Counts counts = after(
                        new AgentBegan(1),
                        new AgentInterrupted(1),
                        new UserSaid(2, "Hello", false),
                        new AgentBegan(2),
                        new ToolWanted(2, USE),
                        new ToolAnswered(2, USE, Answer.failed("no")),
                        new CallNews.ProviderFailed(2, "deepgram", "the connection was lost"))
                .counts();
        assertEquals(new Counts(1, 2, 1, 1, 1, 1), counts);
    }
}
