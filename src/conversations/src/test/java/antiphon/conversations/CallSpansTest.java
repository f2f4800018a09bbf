package antiphon.conversations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallEnd;
import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox.Answer;
import antiphon.call.TurnTimeline;
import antiphon.conversations.record.ConversationStart;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** With the real library, whose spans stay in memory. */
class CallSpansTest {
    private static final String SECRET = "pineapple";

    private final Clock clock = new Clock();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final Consumer<CallNews> call = new SpannedCalls(
                    OpenTelemetrySdk.builder()
                            .setTracerProvider(SdkTracerProvider.builder()
                                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                                    .build())
                            .build(),
                    clock)
            .follow(new ConversationStart(
                    "conv_1",
                    new ConversationStart.AgentReference("agent_1", SECRET, Optional.empty(), Optional.empty()),
                    clock.instant(),
                    "public",
                    "unknown",
                    Optional.empty(),
                    "en",
                    false,
                    true,
                    true,
                    Optional.empty(),
                    "production",
                    JsonValue.EMPTY_JSON_OBJECT,
                    "mute",
                    JsonValue.EMPTY_JSON_OBJECT));

    private SpanData span(String name) {
        List<SpanData> found = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
        assertEquals(1, found.size(), name);
        return found.getFirst();
    }

    private static Duration length(SpanData span) {
        return Duration.ofNanos(span.getEndEpochNanos() - span.getStartEpochNanos());
    }

    private void talk() {
        clock.passMillis(1000);
        Instant voiceEnded = clock.instant();
        clock.passMillis(300);
        Instant decided = clock.instant();
        call.accept(new UserSaid(2, SECRET, false));
        ToolUse use = new ToolUse("use_1", "lookup_" + SECRET, "{\"fruit\":\"" + SECRET + "\"}");
        call.accept(new ToolWanted(2, use));
        clock.passMillis(450);
        call.accept(new ToolAnswered(2, use, Answer.failed(SECRET)));
        Instant token = clock.instant();
        clock.passMillis(200);
        call.accept(new AgentResponded(2, SECRET));
        Instant sentence = clock.instant();
        clock.passMillis(120);
        Instant sound = clock.instant();
        clock.passMillis(800);
        call.accept(new TurnMeasured(
                2,
                new TurnTimeline(2, voiceEnded, decided, decided, token, sentence, sound).sentAt(sound.plusMillis(2))));
        call.accept(new AgentSaid(2, SECRET, SECRET, false, Usage.UNKNOWN));
        clock.passMillis(100);
        call.accept(new CallEnded(2, new CallEnd(CallEnd.Cause.CALLER_LEFT, SECRET)));
    }

    @Test
    void a_call_holds_its_turns_and_a_turn_its_stages() {
        talk();
        SpanData whole = span("call");
        SpanData turn = span("turn");
        assertEquals(whole.getSpanId(), turn.getParentSpanId());
        for (String stage : List.of("recognizer", "llm", "tts", "tool")) {
            assertEquals(turn.getSpanId(), span(stage).getParentSpanId(), stage);
            assertEquals(whole.getTraceId(), span(stage).getTraceId(), stage);
        }
        assertFalse(whole.getParentSpanContext().isValid());
    }

    @Test
    void spans_are_as_long_as_what_they_stand_for() {
        talk();
        assertEquals(Duration.ofMillis(2970), length(span("call")));
        assertEquals(Duration.ofMillis(1870), length(span("turn")));
        assertEquals(Duration.ofMillis(300), length(span("recognizer")));
        assertEquals(Duration.ofMillis(650), length(span("llm")));
        assertEquals(Duration.ofMillis(450), length(span("tool")));
        assertEquals(Duration.ofMillis(120), length(span("tts")));
        assertEquals("first sound sent", span("turn").getEvents().getFirst().getName());
    }

    @Test
    void no_word_is_in_them() {
        talk();
        assertFalse(spans.getFinishedSpanItems().isEmpty());
        for (SpanData span : spans.getFinishedSpanItems()) {
            assertFalse(span.toString().contains(SECRET), span.getName());
        }
        assertTrue(span("call").toString().contains("conv_1"));
    }
}
