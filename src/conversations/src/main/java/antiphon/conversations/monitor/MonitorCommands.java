package antiphon.conversations.monitor;

import antiphon.api.Refusal;
import antiphon.api.StorableJson;
import antiphon.conversations.monitor.MonitorCommand.ContextualUpdate;
import antiphon.conversations.monitor.MonitorCommand.DisableHumanTakeover;
import antiphon.conversations.monitor.MonitorCommand.EnableHumanTakeover;
import antiphon.conversations.monitor.MonitorCommand.EndCall;
import antiphon.conversations.monitor.MonitorCommand.SendHumanMessage;
import antiphon.conversations.monitor.MonitorCommand.TransferToNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;

/** Reads text frames of the monitoring socket. Any thread. */
final class MonitorCommands {
    private MonitorCommands() {}

    /** A command cannot be read, or not be carried out. The text is for the supervisor. */
    static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }

        String message() {
            return String.valueOf(getMessage());
        }
    }

    static MonitorCommand read(String text) throws Unusable {
        JsonObject command = object(text);
        if (!(command.get("command_type") instanceof JsonString type)) {
            throw new Unusable("command_type is missing or not a string.");
        }
        return switch (type.getString()) {
            case "contextual_update" -> new ContextualUpdate(parameter(command, "contextual_update"));
            case "end_call" -> new EndCall();
            case "transfer_to_number" -> new TransferToNumber(parameter(command, "phone_number"));
            case "enable_human_takeover" -> new EnableHumanTakeover();
            case "send_human_message" -> new SendHumanMessage(parameter(command, "text"));
            case "disable_human_takeover" -> new DisableHumanTakeover();
            default ->
                throw new Unusable("This command_type is not known. There are contextual_update, end_call,"
                        + " transfer_to_number, enable_human_takeover, send_human_message and disable_human_takeover.");
        };
    }

    private static JsonObject object(String text) throws Unusable {
        try {
            return StorableJson.read(text);
        } catch (Refusal.Invalid unusable) {
            throw new Unusable("The command cannot be read: "
                    + unusable.problems().getFirst().message()
                    + ". Send one JSON object with command_type and, where it has any, parameters.");
        }
    }

    private static String parameter(JsonObject command, String name) throws Unusable {
        JsonValue parameters = command.getOrDefault("parameters", JsonValue.NULL);
        if (parameters instanceof JsonObject object
                && object.get(name) instanceof JsonString text
                && !text.getString().isBlank()) {
            return text.getString();
        }
        throw new Unusable("parameters." + name + " is missing, empty or not a string.");
    }
}
