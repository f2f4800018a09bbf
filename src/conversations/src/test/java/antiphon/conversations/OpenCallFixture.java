package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.tools.ToolExecutions;
import antiphon.agents.tools.Tools;
import antiphon.call.Call;
import antiphon.call.CallNews;
import antiphon.call.CallPlan;
import antiphon.call.CallPlan.Mind;
import antiphon.call.Line;
import antiphon.call.Manners;
import antiphon.call.ToolBox;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import antiphon.conversations.tools.Telephone;
import antiphon.conversations.tools.ToolLedger;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A call that was opened but does not live: for those who only have to do with its doors. */
public final class OpenCallFixture {
    private OpenCallFixture() {}

    /** To an agent of whom everything is as the contract has it by default. */
    public static Admission admission() {
        return new Admission(
                new ConversationStart.AgentReference("agent_1", "Guide", Optional.empty(), Optional.empty()),
                JsonValue.EMPTY_JSON_OBJECT,
                AgentConfig.read(JsonValue.EMPTY_JSON_OBJECT),
                "public",
                Optional.empty(),
                Optional.empty());
    }

    public static OpenCall open(Line line, Clock clock, Consumer<CallNews> news) {
        CallPlan plan = new CallPlan(
                "",
                "",
                "en",
                Manners.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                new Mind(new Mute(), Sampling.DEFAULT, List.of(), new NoTools()));
        ConversationRecorder recorder = new ConversationRecorder(
                new ConversationStart(
                        "conv_1",
                        new ConversationStart.AgentReference("agent_1", "Guide", Optional.empty(), Optional.empty()),
                        clock.instant(),
                        "public",
                        "unknown",
                        Optional.empty(),
                        "en",
                        true,
                        false,
                        true,
                        Optional.empty(),
                        "production",
                        JsonValue.EMPTY_JSON_OBJECT,
                        "mute"),
                new Transcript(clock.instant(), clock, true, new ToolLedger()),
                new RecordQueue(),
                Optional.empty(),
                clock);
        return new OpenCall(
                "conv_1", "agent_1", new Call(plan, line, clock, news), recorder, Optional.empty(), noTools(clock));
    }

    private static CallPlans.LineTools noTools(Clock clock) {
        ScheduledExecutorService timers = Executors.newSingleThreadScheduledExecutor();
        return new CallPlans.LineTools(
                new ClientTools((turn, use) -> {}, timers),
                new StoredTools(new StoredTools.Desks(new Tools(), new ToolExecutions(), Runnable::run), clock),
                new McpTools(new McpTools.Reach(ids -> Map.of(), new McpSessions()), news -> false, timers, clock),
                Telephone.NONE,
                new Threads(Runnable::run, timers));
    }

    private static final class NoTools implements ToolBox {
        @Override
        public Using use(int turn, antiphon.language.ToolUse use, Consumer<Answer> answer) {
            return () -> {};
        }
    }

    private static final class Mute implements LanguageModel {
        @Override
        public String name() {
            return "mute";
        }

        @Override
        public Answering answer(Prompt prompt, Listener listener) {
            return () -> {};
        }
    }
}
