package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.conversations.tools.McpNews;
import antiphon.conversations.tools.Telephone;
import antiphon.language.ToolUse;
import java.time.Instant;
import java.util.Optional;

/** The caller's side of a conversation, as a client's protocol or a carrier offers it. */
public interface CallerSide {
    /** The conversation begins: the way to the caller. Called once, before anything else. */
    Line connect(CallFacts facts);

    /** Asks the client's application to use a tool of its own. Does not block. */
    void useTool(int turn, ToolUse use);

    /** What the line can do because it is a telephone's. Any thread. */
    default Telephone telephone() {
        return Telephone.NONE;
    }

    /** When the first sound of a turn left for the caller; empty when none did, or nobody knows. Does not block. */
    default Optional<Instant> firstSoundSent(int turn) {
        return Optional.empty();
    }

    /**
     * News of MCP servers and their tools. Any thread; does not block.
     *
     * @return whether anybody is told, who could approve of a tool's use
     */
    default boolean hearMcp(McpNews news) {
        return false;
    }

    /** The call's news, on its thread. Does not block. */
    void hear(CallNews news);
}
