package antiphon.language;

import java.util.List;

/** One entry of a dialogue, in the order in which it was said. */
public sealed interface Message {
    record UserSaid(String text) implements Message {}

    /** Files, about which the user says something right after, or nothing. */
    record UserShowed(List<Attachment> files) implements Message {}

    record AgentSaid(String text) implements Message {}

    /** The agent asked for tools, perhaps after saying something. */
    record AgentUsedTools(String text, List<ToolUse> uses) implements Message {}

    /** @param useId the {@link ToolUse#id()} this answers */
    record ToolAnswered(String useId, String tool, String result, boolean error) implements Message {}

    /** Something the agent shall know from here on that nobody said. */
    record Noted(String text) implements Message {}
}
