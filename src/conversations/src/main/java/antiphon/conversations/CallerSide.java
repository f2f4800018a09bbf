package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.call.Line;
import antiphon.language.ToolUse;

/** The caller's side of a conversation, as a client's protocol or a carrier offers it. */
public interface CallerSide {
    /** The conversation begins: the way to the caller. Called once, before anything else. */
    Line connect(CallFacts facts);

    /** Asks the client's application to use a tool of its own. Does not block. */
    void useTool(int turn, ToolUse use);

    /** The call's news, on its thread. Does not block. */
    void hear(CallNews news);
}
