package antiphon.conversations;

import antiphon.agents.config.AgentConfig;
import antiphon.audio.WireFormat;
import antiphon.call.Call;
import antiphon.call.CallNews;
import antiphon.call.CallPlan;
import antiphon.call.CallPlan.Mind;
import antiphon.call.Line;
import antiphon.call.Manners;
import antiphon.call.ToolBox;
import antiphon.conversations.tools.ClientTools;
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
                new Transcript(clock.instant(), clock, true, Map.of()),
                new RecordQueue(),
                Optional.empty(),
                clock);
        return new OpenCall(
                "conv_1",
                "agent_1",
                new Call(plan, line, clock, news),
                recorder,
                Optional.empty(),
                new ClientTools((turn, use) -> {}, Executors.newSingleThreadScheduledExecutor()));
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
