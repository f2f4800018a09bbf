package antiphon.identity;

import java.util.List;
import java.util.regex.Pattern;

/**
 * The operations that work without an API key, all of them. Those marked by the contract as keyless, and those that
 * browsers call for public agents: their doors check the agent's own settings (allow list, signed URL) instead.
 *
 * <p>The conversation WebSocket is no HTTP door of ours and checks for itself.
 */
final class OpenDoors {
    private static final List<Pattern> OPEN = List.of(
            Pattern.compile("POST /v1/convai/conversations/[^/]+/feedback"),
            Pattern.compile("POST /v1/convai/conversations/[^/]+/files"),
            Pattern.compile("DELETE /v1/convai/conversations/[^/]+/files/[^/]+"),
            Pattern.compile("GET /v1/convai/conversation/token"),
            Pattern.compile("GET /v1/convai/agents/[^/]+/widget"),
            Pattern.compile("GET /v1/antiphon/agent-files/[^/]+"), // pages show them
            Pattern.compile("GET /v1/antiphon/knowledge-base/[^/]+/source"), // the link is signed
            Pattern.compile("POST /v1/convai/llm-usage/calculate"));

    private OpenDoors() {}

    /** Whether no door of the API can be at this path: all stand under {@code /v1} or {@code /v2}. */
    static boolean areOutsideOf(String path) {
        return !path.contains("v1") && !path.contains("v2") && path.indexOf('%') < 0;
    }

    /** @param path as it was sent, percent signs and all */
    static boolean include(String method, String path) {
        String operation = method + " " + path;
        return OPEN.stream().anyMatch(open -> open.matcher(operation).matches());
    }
}
