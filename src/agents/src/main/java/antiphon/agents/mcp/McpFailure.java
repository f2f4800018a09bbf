package antiphon.agents.mcp;

import antiphon.agents.connections.ConnectionFailure;
import antiphon.agents.outgoing.OutgoingFailure;
import java.util.concurrent.TimeoutException;

/** An MCP server could not be asked, or did not answer. The message says why in a sentence, without anything secret. */
public final class McpFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    McpFailure(String message) {
        super(message, null, false, false);
    }

    public String message() {
        return String.valueOf(getMessage());
    }

    /** What went wrong, from whatever a client or a request threw. */
    static McpFailure of(Throwable thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case McpFailure already -> {
                    return already;
                }
                case ConnectionFailure keyless -> {
                    return new McpFailure(String.valueOf(keyless.getMessage()));
                }
                case OutgoingFailure refused -> {
                    return new McpFailure(String.valueOf(refused.getMessage()));
                }
                case TimeoutException late -> {
                    return new McpFailure("The MCP server did not answer in time.");
                }
                case io.modelcontextprotocol.spec.McpError told -> {
                    return new McpFailure("The MCP server refused: " + told.getMessage());
                }
                default -> {}
            }
        }
        return new McpFailure("The server does not answer as an MCP server does over this transport.");
    }
}
