package antiphon.agents.outgoing;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An answer, whole.
 *
 * @param headers by lower-case name
 * @param charset of the body, where the answer says it; UTF-8 where it does not
 */
public record OutgoingResponse(int status, Map<String, List<String>> headers, byte[] body, Charset charset) {

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The first header of this name. */
    public Optional<String> header(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of()).stream().findFirst();
    }

    public String text() {
        return new String(body, charset);
    }

    @Override
    public String toString() {
        return "OutgoingResponse[" + status + ", " + body.length + " bytes]";
    }
}
