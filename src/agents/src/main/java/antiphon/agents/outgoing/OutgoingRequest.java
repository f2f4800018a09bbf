package antiphon.agents.outgoing;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A request to somebody's server.
 *
 * @param headers by name; those that belong to the connection itself ({@code Host}, {@code Content-Length} …) are left out
 * @param timeout for all of it, from the resolving of the name to the last byte of the answer
 * @param mostBytes how long the answer's body may be, decompressed
 */
public record OutgoingRequest(
        String method,
        URI address,
        Map<String, String> headers,
        Optional<Body> body,
        Duration timeout,
        long mostBytes) {
    /** 1 MiB: more than a language model can read. */
    public static final long USUAL_MOST_BYTES = 1 << 20;

    public OutgoingRequest {
        headers = Map.copyOf(headers);
    }

    /** @param contentType with its charset where it has one */
    public record Body(String contentType, byte[] bytes) {}

    /** Shows neither headers nor body nor query: they may be secret. */
    @Override
    public String toString() {
        return "OutgoingRequest[" + method + "]";
    }
}
