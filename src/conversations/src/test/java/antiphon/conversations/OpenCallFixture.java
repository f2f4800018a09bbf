package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.ConversationConfig;
import antiphon.agents.mcp.McpSessions;
import antiphon.agents.tools.ToolExecutions;
import antiphon.agents.tools.Tools;
import antiphon.audio.WireFormat;
import antiphon.call.Call;
import antiphon.call.CallNews;
import antiphon.call.CallPlan;
import antiphon.call.CallPlan.Guards;
import antiphon.call.CallPlan.Mind;
import antiphon.call.Line;
import antiphon.call.Manners;
import antiphon.call.ToolBox;
import antiphon.conversations.record.ConversationRecorder;
import antiphon.conversations.record.ConversationStart;
import antiphon.conversations.record.RecordQueue;
import antiphon.conversations.record.Transcript;
import antiphon.conversations.tools.ClientTools;
import antiphon.conversations.tools.McpTools;
import antiphon.conversations.tools.Telephone;
import antiphon.conversations.tools.ToolLedger;
import antiphon.conversations.tools.ToolSurroundings.Threads;
import antiphon.language.Attachment;
import antiphon.language.LanguageModel;
import antiphon.language.Prompt;
import antiphon.language.Prompt.Sampling;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/** A call that was opened but does not live: for those who only have to do with its doors. */
public final class OpenCallFixture {
    private static final ScheduledExecutorService TIMERS = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().factory());

    private static final ConversationConfig UNMONITORED =
            AgentConfig.read(JsonValue.EMPTY_JSON_OBJECT).conversation();

    private static final ConversationConfig MONITORED = AgentConfig.read(Json.createObjectBuilder()
                    .add(
                            "conversation_config",
                            Json.createObjectBuilder()
                                    .add(
                                            "conversation",
                                            Json.createObjectBuilder().add("monitoring_enabled", true)))
                    .build())
            .conversation();

    private OpenCallFixture() {}

    /** To an agent of whom everything is as the contract has it by default. */
    public static Admission admission() {
        return new Admission(
                new ConversationStart.AgentReference("agent_1", "Guide", Optional.empty(), Optional.empty()),
                true,
                JsonValue.EMPTY_JSON_OBJECT,
                AgentConfig.read(JsonValue.EMPTY_JSON_OBJECT),
                "public",
                Optional.empty(),
                Optional.empty());
    }

    /** To an agent whose sound is in these formats. */
    public static Admission admission(WireFormat input, WireFormat output) {
        JsonObject document = Json.createObjectBuilder()
                .add(
                        "conversation_config",
                        Json.createObjectBuilder()
                                .add("asr", Json.createObjectBuilder().add("user_input_audio_format", input.wireName()))
                                .add(
                                        "tts",
                                        Json.createObjectBuilder().add("agent_output_audio_format", output.wireName())))
                .build();
        Admission usual = admission();
        return new Admission(
                usual.agent(),
                usual.settled(),
                document,
                AgentConfig.read(document),
                usual.authorizationMethod(),
                usual.conversationId(),
                usual.environment());
    }

    public static CallFacts facts(boolean textOnly, List<String> clientEvents) {
        return new CallFacts(
                "conv_1",
                WireFormat.PCM_16000,
                WireFormat.PCM_16000,
                textOnly,
                clientEvents,
                Map.of("weather", "client"),
                "mute",
                128_000);
    }

    public static OpenCall open(Line line, Clock clock, Consumer<CallNews> news) {
        return opened(line, clock, news, false).open();
    }

    /** A call and what its line sees of it. */
    public record Opened(OpenCall open, Call call) {
        /** Something happens, without the call's doing. */
        public void tell(CallNews news) {
            open.live().hear(news);
        }
    }

    public static Opened opened(Line line, Clock clock, Consumer<CallNews> news, boolean monitored) {
        return opened(plan(new Mute(), Guards.NONE), line, clock, news, monitored);
    }

    /** Of a conversation of text. */
    public static CallPlan plan(LanguageModel model, Guards guards) {
        return new CallPlan(
                "",
                "",
                "en",
                Manners.DEFAULT,
                Optional.empty(),
                Optional.empty(),
                new Mind(
                        List.of(model),
                        Sampling.DEFAULT,
                        List.of(),
                        List.of(),
                        new NoTools(),
                        Optional.empty(),
                        10,
                        guards));
    }

    public static Opened opened(CallPlan plan, Line line, Clock clock, Consumer<CallNews> news, boolean monitored) {
        ConversationStart start = start(clock);
        LiveCall live = new LiveCall(start, facts(true, List.of()), monitored ? MONITORED : UNMONITORED);
        ConversationRecorder recorder = new ConversationRecorder(
                start,
                new Transcript(clock.instant(), clock, true, new ToolLedger()),
                new RecordQueue(),
                Optional.empty(),
                clock);
        Consumer<CallNews> both = each -> {
            live.hear(each);
            news.accept(each);
        };
        Call call = new Call(plan, line, clock, both);
        return new Opened(
                new OpenCall(
                        "conv_1",
                        "agent_1",
                        call,
                        recorder,
                        Optional.empty(),
                        noTools(clock),
                        live,
                        ids -> ids.stream()
                                .filter("file_1"::equals)
                                .map(id -> new Attachment(id, "a.png", "image/png"))
                                .toList()),
                call);
    }

    private static ConversationStart start(Clock clock) {
        return new ConversationStart(
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
                "mute",
                JsonValue.EMPTY_JSON_OBJECT);
    }

    private static CallPlans.LineTools noTools(Clock clock) {
        return new CallPlans.LineTools(
                new ClientTools((turn, use) -> {}, TIMERS),
                new StoredTools(new StoredTools.Desks(new Tools(), new ToolExecutions(), Runnable::run), clock),
                new McpTools(new McpTools.Reach(ids -> Map.of(), new McpSessions()), news -> false, TIMERS, clock),
                Telephone.NONE,
                new Threads(Runnable::run, TIMERS));
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
