package antiphon.conversations;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.connections.ConnectionCredentials;
import antiphon.agents.environment.EnvironmentVariables;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.secrets.Secrets;
import antiphon.agents.tools.ToolExecutions;
import antiphon.agents.tools.Tools;
import antiphon.conversations.CallPlans.LineTools;
import antiphon.conversations.files.LeftFiles;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import antiphon.conversations.tools.Telephone;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import antiphon.language.LanguageModel;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Calls of text put together by hand: all is real but the model that speaks for the agent and judges its words, and no environment has variables. */
public final class TextCallsFurniture {
    private static final ScheduledExecutorService TIMERS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private TextCallsFurniture() {}

    public static TextCalls calls(LanguageModel agent, Tools tools, InstantSource clock) {
        CallPlans plans = new CallPlans();
        plans.models = new ModelChoices() {
            @Override
            List<LanguageModel> models(PromptConfig prompt, Function<String, String> variables) {
                return List.of(agent);
            }
        };
        plans.minds = new OtherMinds() {
            @Override
            public Optional<LanguageModel> find(String llm, PromptConfig prompt) {
                return Optional.of(agent);
            }
        };
        plans.clock = clock;
        plans.secrets = new Secrets();
        plans.files = new LeftFiles();
        plans.connections = new ConnectionCredentials();
        plans.environments = new EnvironmentVariables() {
            @Override
            public Map<String, String> in(String environment) {
                return Map.of();
            }
        };
        TextCalls calls = new TextCalls();
        calls.plans = plans;
        calls.clock = clock;
        calls.calls = new OpenCalls() {
            @Override
            LineTools tools(CallerSide caller) {
                return new LineTools(
                        new ClientTools(caller::useTool, TIMERS),
                        new StoredTools(new StoredTools.Desks(tools, new ToolExecutions(), Runnable::run), clock),
                        new McpTools(
                                new McpTools.Reach(ids -> Map.of(), new McpSessions()), news -> false, TIMERS, clock),
                        Telephone.NONE,
                        new Threads(Runnable::run, TIMERS));
            }
        };
        return calls;
    }

    /** Nobody's but their number, of calls that live here. */
    public static OpenCalls counting(IntSupplier number) {
        return new OpenCalls() {
            @Override
            public int count() {
                return number.getAsInt();
            }
        };
    }
}
