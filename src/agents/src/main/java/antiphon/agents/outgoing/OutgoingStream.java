package antiphon.agents.outgoing;

import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer whose body is read as it comes. To be closed; one that was not read to its end takes its connection with it.
 *
 * <p>Reading throws {@link OutgoingFailure} where other streams throw {@link java.io.IOException}.
 */
public final class OutgoingStream implements AutoCloseable {
    private final int status;
    private final Map<String, List<String>> headers;
    private final InputStream body;
    private final Runnable onClose;

    OutgoingStream(int status, Map<String, List<String>> headers, InputStream body, Runnable onClose) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.onClose = onClose;
    }

    public int status() {
        return status;
    }

    /** By lower-case name. */
    public Map<String, List<String>> headers() {
        return headers;
    }

    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    public InputStream body() {
        return body;
    }

    @Override
    public void close() {
        onClose.run();
    }
}
