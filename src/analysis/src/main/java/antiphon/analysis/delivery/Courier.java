package antiphon.analysis.delivery;

import antiphon.agents.outgoing.OutgoingFailure;
import antiphon.agents.outgoing.OutgoingRequest;
import antiphon.agents.outgoing.OutgoingRequests;
import antiphon.agents.outgoing.OutgoingStream;
import antiphon.analysis.delivery.DeliveryQueue.Claimed;
import antiphon.analysis.webhooks.WebhookTargets.Target;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Carries one delivery to its webhook, and tells what came of it. Blocks; any thread. */
@ApplicationScoped
class Courier {
    static final Duration PATIENCE = Duration.ofSeconds(15);

    /** Sound is long. */
    static final Duration LONGEST = Duration.ofMinutes(2);

    private static final int KEPT_BYTES = 1024;

    Duration patience = PATIENCE;

    @Inject
    OutgoingRequests requests;

    @Inject
    SoundBodies sounds;

    @Inject
    InstantSource clock;

    Outcome carry(Claimed claimed) {
        Target target = claimed.target();
        Instant begun = clock.instant();
        try (EventBody body = body(claimed)) {
            OutgoingRequest request = new OutgoingRequest(
                    "POST",
                    URI.create(target.url()),
                    headers(claimed, target, body, begun),
                    Optional.empty(),
                    claimed.type() == EventType.POST_CALL_AUDIO ? LONGEST : patience,
                    Long.MAX_VALUE);
            try (OutgoingStream answer = requests.exchange(request, "application/json", body::writeTo)
                    .open()) {
                return outcome(begun, OptionalInt.of(answer.status()), begin(answer), Optional.empty());
            }
        } catch (OutgoingFailure failed) {
            return outcome(begun, OptionalInt.empty(), "", Optional.of(String.valueOf(failed.getMessage())));
        } catch (IOException | UncheckedIOException unreadable) {
            return Outcome.unreadable(begun, Duration.between(begun, clock.instant()));
        }
    }

    private EventBody body(Claimed claimed) throws IOException {
        return claimed.type() == EventType.POST_CALL_AUDIO
                ? sounds.of(claimed)
                : new EventBody.Words(claimed.payload().getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(Claimed claimed, Target target, EventBody body, Instant at)
            throws IOException {
        List<String> secrets =
                claimed.number() % 2 == 1 ? target.secrets() : target.secrets().reversed();
        Signature signature = new Signature(claimed.id(), at, secrets);
        body.read(signature::add);
        Map<String, String> headers = new LinkedHashMap<>(target.headers());
        headers.putAll(signature.headers());
        return headers;
    }

    /** What a receiver says that answers, but then hangs, is as much as came. */
    private static String begin(OutgoingStream answer) throws IOException {
        try {
            byte[] begin = answer.body().readNBytes(KEPT_BYTES);
            return new String(begin, StandardCharsets.UTF_8).replace("\u0000", "");
        } catch (OutgoingFailure broken) {
            return "";
        }
    }

    private Outcome outcome(Instant begun, OptionalInt code, String begin, Optional<String> problem) {
        return new Outcome(begun, Duration.between(begun, clock.instant()), code, begin, problem, true);
    }
}
