package antiphon.agents.config;

import java.util.Optional;

/**
 * How an agent behaves around the use of a tool.
 *
 * @param speechBefore whether it says something first: {@code auto}, {@code force} or {@code off}
 * @param interruptions {@code allow}, {@code disable_during_tool} or {@code disable_during_tool_and_turn}
 * @param errors what the model is told of a failure: {@code auto}, {@code summarized}, {@code passthrough} or {@code hide}
 * @param execution {@code immediate}, {@code post_tool_speech} or {@code async}
 * @param sound what the caller hears while it is used, such as {@code typing}
 * @param soundInAnyCase whether that is heard even where the agent has said nothing before
 */
public record ToolConduct(
        String speechBefore,
        String interruptions,
        String errors,
        String execution,
        Optional<String> sound,
        boolean soundInAnyCase) {

    /** Nothing in particular. */
    public static final ToolConduct PLAIN =
            new ToolConduct("auto", "allow", "auto", "immediate", Optional.empty(), false);

    /** The older flags mean what the newer words say, where those are left at their defaults. */
    static ToolConduct read(Section section) {
        String speech = section.text("pre_tool_speech");
        String interruptions = section.text("interruption_mode");
        return new ToolConduct(
                section.flag("force_pre_tool_speech") && !speech.equals("off") ? "force" : speech,
                section.flag("disable_interruptions") && !interruptions.equals("disable_during_tool_and_turn")
                        ? "disable_during_tool"
                        : interruptions,
                section.text("tool_error_handling_mode"),
                section.text("execution_mode"),
                section.optionalText("tool_call_sound").filter(sound -> !sound.equals("off")),
                section.text("tool_call_sound_behavior").equals("always"));
    }
}
