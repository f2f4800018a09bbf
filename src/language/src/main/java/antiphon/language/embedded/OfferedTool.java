package antiphon.language.embedded;

import antiphon.language.ToolDescription;
import java.util.List;
import java.util.Set;

/** A tool as the responder sees it. */
record OfferedTool(ToolDescription description, List<Parameter> parameters) {
    static final String END_CALL = "end_call";
    static final String SKIP_TURN = "skip_turn";

    /** Tools of the platform, which are used at their own moments and never because a question is like them. */
    private static final Set<String> SYSTEM = Set.of(
            END_CALL,
            SKIP_TURN,
            "language_detection",
            "transfer_to_agent",
            "transfer_to_number",
            "play_keypad_touch_tone",
            "voicemail_detection");

    static OfferedTool of(ToolDescription description) {
        return new OfferedTool(description, Parameter.of(description.parametersJson()));
    }

    static boolean isSystem(String name) {
        return SYSTEM.contains(name);
    }

    String name() {
        return description.name();
    }

    List<Parameter> required() {
        return parameters.stream().filter(Parameter::required).toList();
    }

    /** The words by which it is found. */
    String searched() {
        return Parameter.spoken(name()) + ": " + description.description();
    }
}
