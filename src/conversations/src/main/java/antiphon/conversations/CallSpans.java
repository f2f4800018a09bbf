package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.CallEnded;
import antiphon.call.CallNews.ProviderFailed;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.TurnMeasured;
import antiphon.call.TurnTimeline;
import antiphon.conversations.record.ConversationStart;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One call as spans: the call, in it its turns, in each of them the recognizer, the model, the voice and the tools, so far
 * as they took part. Spans bear ids and times, never words. Lives on the call's thread.
 */
final class CallSpans {
    private static final AttributeKey<String> CONVERSATION = AttributeKey.stringKey("antiphon.conversation.id");
    private static final AttributeKey<String> AGENT = AttributeKey.stringKey("antiphon.agent.id");
    private static final AttributeKey<String> CAUSE = AttributeKey.stringKey("antiphon.call.end");
    private static final AttributeKey<String> PROVIDER = AttributeKey.stringKey("antiphon.provider");
    private static final AttributeKey<String> TOOL_USE = AttributeKey.stringKey("antiphon.tool.use.id");
    private static final AttributeKey<Long> TURN = AttributeKey.longKey("antiphon.turn");
    private static final AttributeKey<Boolean> CUT_OFF = AttributeKey.booleanKey("antiphon.turn.cut_off");

    private record Used(String id, Instant from, Instant to, boolean error) {}

    private final Tracer tracer;
    private final InstantSource clock;
    private final Span call;
    private final Map<String, Instant> toolsWanted = new HashMap<>();
    private final List<Used> toolsUsed = new ArrayList<>();
    private @Nullable Instant responded;
    private @Nullable TurnTimeline times;

    CallSpans(Tracer tracer, ConversationStart start, InstantSource clock) {
        this.tracer = tracer;
        this.clock = clock;
        this.call = tracer.spanBuilder("call")
                .setNoParent()
                .setStartTimestamp(start.startedAt())
                .setAttribute(CONVERSATION, start.id())
                .setAttribute(AGENT, start.agent().id())
                .startSpan();
    }

    void hear(CallNews news) {
        Instant now = clock.instant();
        switch (news) {
            case AgentResponded whole -> responded = now;
            case ToolWanted wanted -> toolsWanted.put(wanted.use().id(), now);
            case ToolAnswered answered -> {
                Instant wanted = toolsWanted.remove(answered.use().id());
                toolsUsed.add(new Used(
                        answered.use().id(),
                        wanted == null ? now : wanted,
                        now,
                        answered.answer().error()));
            }
            case ProviderFailed failed ->
                call.addEvent("provider failed", Attributes.of(PROVIDER, failed.provider()), now);
            case TurnMeasured measured -> times = measured.timeline();
            case AgentSaid said -> turnOver(said, now);
            case CallEnded last -> {
                call.setAttribute(CAUSE, last.end().cause().name());
                if (last.end().failed()) {
                    call.setStatus(StatusCode.ERROR);
                }
                call.end(now);
            }
            case CallNews other -> {}
        }
    }

    private void turnOver(AgentSaid said, Instant now) {
        TurnTimeline measured = times;
        if (measured != null && measured.turn() == said.turn()) {
            tell(said, measured, now);
        }
        times = null;
        responded = null;
        toolsUsed.clear();
    }

    private void tell(AgentSaid said, TurnTimeline turn, Instant now) {
        Instant from = first(turn.voiceEnded(), turn.turnDecided(), turn.firstSentence(), now);
        Span span = tracer.spanBuilder("turn")
                .setParent(Context.root().with(call))
                .setStartTimestamp(from)
                .setAttribute(TURN, (long) said.turn())
                .setAttribute(CUT_OFF, said.cutOff())
                .startSpan();
        if (turn.firstSoundSent() != null) {
            span.addEvent("first sound sent", turn.firstSoundSent());
        }
        stage(span, "recognizer", turn.voiceEnded(), turn.wordsSettled());
        stage(span, "llm", turn.turnDecided(), turn.firstToken() == null ? null : responded);
        stage(span, "tts", turn.firstSentence(), turn.firstSound());
        for (Used used : toolsUsed) {
            Span tool = started(span, "tool", used.from()).setAttribute(TOOL_USE, used.id());
            if (used.error()) {
                tool.setStatus(StatusCode.ERROR);
            }
            tool.end(used.to());
        }
        span.end(now);
    }

    private void stage(Span turn, String name, @Nullable Instant from, @Nullable Instant to) {
        if (from != null && to != null && !to.isBefore(from)) {
            started(turn, name, from).end(to);
        }
    }

    private Span started(Span parent, String name, Instant from) {
        return tracer.spanBuilder(name)
                .setParent(Context.root().with(parent))
                .setStartTimestamp(from)
                .startSpan();
    }

    private static Instant first(@Nullable Instant one, @Nullable Instant two, @Nullable Instant three, Instant last) {
        return one != null ? one : two != null ? two : three != null ? three : last;
    }
}
