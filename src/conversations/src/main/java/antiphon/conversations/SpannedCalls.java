package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.conversations.record.ConversationStart;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.inject.spi.CDI;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Tells calls as spans of OpenTelemetry. */
final class SpannedCalls implements CallTracer {
    private final Tracer tracer;
    private final InstantSource clock;

    SpannedCalls(OpenTelemetry telemetry, InstantSource clock) {
        this.tracer = telemetry.getTracer("antiphon");
        this.clock = clock;
    }

    /**
     * @throws LinkageError when the server has no such library
     * @throws RuntimeException when it has no telemetry for this application
     */
    static CallTracer find(InstantSource clock) {
        return new SpannedCalls(CDI.current().select(OpenTelemetry.class).get(), clock);
    }

    @Override
    public Consumer<CallNews> follow(ConversationStart start) {
        return new CallSpans(tracer, start, clock)::hear;
    }
}
