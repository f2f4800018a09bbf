package antiphon.conversations.tools;

import static antiphon.conversations.tools.SystemAct.orNull;
import static antiphon.conversations.tools.SystemAct.schema;
import static antiphon.conversations.tools.SystemAct.success;
import static antiphon.conversations.tools.SystemAct.text;

import antiphon.call.ToolBox.Then;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** System tools that need nobody else: ending the call, letting a turn pass, and leaving word on a mailbox. */
final class PlainActs {
    private PlainActs() {}

    /** Ends the call, once the agent was heard out. */
    record EndCall() implements SystemAct {
        @Override
        public String description() {
            return "Ends the call. Use it when the conversation has come to its natural end and after saying goodbye.";
        }

        @Override
        public JsonObject parameters() {
            return schema(
                    Map.of(
                            "reason",
                            text("Why the call ends, in a few words."),
                            "message",
                            text("What to say before the call ends, if you have not said goodbye yet.")),
                    "reason");
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            String message = JsonText.text(arguments, "message");
            return Outcome.of(
                    success("end_call_success")
                            .add("reason", orNull(JsonText.text(arguments, "reason")))
                            .add("message", orNull(message)),
                    new Then.HangUp(),
                    message);
        }
    }

    /**
     * Lets the agent stay silent until the caller speaks again.
     *
     * @param most the agent speaks again after so much silence; empty lets it wait for good
     */
    record SkipTurn(Optional<Duration> most) implements SystemAct {
        @Override
        public String description() {
            return "Says nothing and waits for the caller. Use it when the caller asks for a moment.";
        }

        @Override
        public JsonObject parameters() {
            return schema(Map.of("reason", text("Why you wait.")));
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            return Outcome.of(
                    success("skip_turn_success").add("reason", orNull(JsonText.text(arguments, "reason"))),
                    new Then.BeQuiet(most),
                    "");
        }
    }

    /** @param message left on the mailbox, with placeholders; empty leaves none */
    record Voicemail(String message, CallVariables variables) implements SystemAct {
        @Override
        public String description() {
            return "Use it when you hear a mailbox or an answering machine instead of a person: a recorded greeting, the"
                    + " request to leave a message, a beep. The call ends then.";
        }

        @Override
        public JsonObject parameters() {
            return schema(Map.of("reason", text("What makes you sure that it is a machine.")), "reason");
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            String words = variables.fill(message);
            return Outcome.of(
                    success("voicemail_detection_success")
                            .add("voicemail_message", orNull(words))
                            .add("reason", orNull(JsonText.text(arguments, "reason"))),
                    new Then.HangUp(),
                    words);
        }
    }

    /**
     * Presses keys of a telephone.
     *
     * @param quietAfter whether the agent then waits to be spoken to
     */
    record Keypad(Telephone telephone, boolean outOfBand, boolean quietAfter) implements SystemAct {
        @Override
        public String description() {
            return "Presses keys of the telephone, such as to choose from the menu of an automatic system.";
        }

        @Override
        public JsonObject parameters() {
            return schema(
                    Map.of(
                            "dtmf_tones",
                            text("The keys: 0-9, * and #; w waits half a second, W a whole one."),
                            "reason",
                            text("Why, in a few words.")),
                    "dtmf_tones");
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            String keys = JsonText.text(arguments, "dtmf_tones");
            if (!keys.matches("[0-9*#wW]{1,64}")) {
                return Outcome.failed(SystemAct.error(
                        "play_dtmf_error", "The keys may be 0-9, * and #, with w and W for pauses; at most 64."));
            }
            if (!telephone.press(keys, outOfBand)) {
                return Outcome.failed(SystemAct.error(
                        "play_dtmf_error", "This conversation is no telephone call on which keys can be pressed."));
            }
            return Outcome.of(
                    success("play_dtmf_success")
                            .add("dtmf_tones", keys)
                            .add("reason", orNull(JsonText.text(arguments, "reason"))),
                    quietAfter ? new Then.BeQuiet() : new Then.GoOn(),
                    "");
        }
    }
}
