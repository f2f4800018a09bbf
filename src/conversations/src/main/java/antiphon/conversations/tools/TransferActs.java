package antiphon.conversations.tools;

import static antiphon.conversations.tools.SystemAct.orNull;
import static antiphon.conversations.tools.SystemAct.schema;
import static antiphon.conversations.tools.SystemAct.success;
import static antiphon.conversations.tools.SystemAct.text;

import antiphon.agents.config.AgentTransfer;
import antiphon.agents.config.NumberTransfer;
import antiphon.api.Json;
import antiphon.call.ToolBox.Then;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** System tools after which somebody else speaks, or the same agent in another language. */
final class TransferActs {
    private TransferActs() {}

    /** @param onlyAtStart whether the language is settled with the caller's first words */
    record Language(Successors successors, boolean onlyAtStart) implements SystemAct {
        /** The caller's first words make turn 2 after a first message, turn 1 without one. */
        private static final int START = 2;

        @Override
        public String description() {
            return "Goes on in another language. Use it when the caller speaks another language than you or asks for one.";
        }

        @Override
        public JsonObject parameters() {
            JsonArrayBuilder languages = Json.createArrayBuilder();
            successors.languages().forEach(languages::add);
            JsonObject language = Json.createObjectBuilder(text("The language to go on in, as its ISO 639-1 code."))
                    .add("enum", languages)
                    .build();
            return schema(Map.of("language", language, "reason", text("Why, in a few words.")), "reason", "language");
        }

        @Override
        public boolean blocks() {
            return true;
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            String language = JsonText.text(arguments, "language");
            if (onlyAtStart && turn > START) {
                return refused("The language is settled at the beginning of this conversation and stays.");
            }
            if (language.equals(successors.language())) {
                return refused("You speak this language already; go on in it.");
            }
            if (!successors.languages().contains(language)) {
                return refused("You were not prepared for this language, only for "
                        + String.join(", ", successors.languages()) + ".");
            }
            try {
                return Outcome.of(
                        success("language_detection_success")
                                .add("reason", orNull(JsonText.text(arguments, "reason")))
                                .add("language", language),
                        successors.inLanguage(language).then(),
                        "");
            } catch (SuccessionRefused refused) {
                return refused(String.valueOf(refused.getMessage()));
            }
        }

        private static Outcome refused(String why) {
            return Outcome.failed(SystemAct.error("language_detection_error", why));
        }
    }

    /** Hands over to another agent of the workspace. */
    record ToAgent(List<AgentTransfer> transfers, Successors successors) implements SystemAct {
        @Override
        public String description() {
            return "Hands the conversation over to another agent, who knows all that was said.";
        }

        @Override
        public String particulars() {
            return IntStream.range(0, transfers.size())
                    .mapToObj(number -> number + ": " + transfers.get(number).condition())
                    .collect(Collectors.joining("\n", "By agent_number, use it when:\n", ""));
        }

        @Override
        public JsonObject parameters() {
            JsonObject number = Json.createObjectBuilder()
                    .add("type", "integer")
                    .add("description", "Which agent, by the number of its condition.")
                    .build();
            return schema(Map.of("agent_number", number, "reason", text("Why, in a few words.")), "agent_number");
        }

        @Override
        public boolean blocks() {
            return true;
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            int number = number(arguments);
            if (number < 0 || number >= transfers.size()) {
                return refused("agent_number has to be from 0 to " + (transfers.size() - 1) + ".");
            }
            AgentTransfer transfer = transfers.get(number);
            try {
                Successor successor = successors.agent(transfer);
                var result = success("transfer_to_agent_success")
                        .add("from_agent", successors.agentId())
                        .add("to_agent", successor.agentId())
                        .add("to_node", orNull(successor.nodeId()))
                        .add("condition", transfer.condition())
                        .add("delay_ms", transfer.delay().toMillis())
                        .add("transfer_message", orNull(transfer.message().orElse("")))
                        .add("enable_transferred_agent_first_message", transfer.firstMessage());
                return Outcome.of(result, successor.then(), successor.say()).after(transfer.delay());
            } catch (SuccessionRefused refused) {
                return refused(String.valueOf(refused.getMessage()));
            }
        }

        private Outcome refused(String why) {
            return Outcome.failed(
                    SystemAct.error("transfer_to_agent_error", why).add("from_agent", successors.agentId()));
        }

        /** Models write numbers as text at times. */
        private static int number(JsonObject arguments) {
            return switch (arguments.get("agent_number")) {
                case JsonNumber number -> number.intValue();
                case JsonString text when text.getString().matches("\\d{1,4}") -> Integer.parseInt(text.getString());
                case null, default -> -1;
            };
        }
    }

    /** Connects the caller to a number or a SIP address. */
    record ToNumber(List<NumberTransfer> transfers, boolean tellsCaller, Telephone telephone, CallVariables variables)
            implements SystemAct {
        @Override
        public String description() {
            return "Connects the caller to a person or another line.";
        }

        @Override
        public String particulars() {
            return transfers.stream()
                    .map(transfer -> address(transfer) + ": " + transfer.condition())
                    .collect(Collectors.joining("\n", "By transfer_number, use it when:\n", ""));
        }

        @Override
        public JsonObject parameters() {
            JsonArrayBuilder numbers = Json.createArrayBuilder();
            transfers.stream().map(this::address).distinct().forEach(numbers::add);
            JsonObject number = Json.createObjectBuilder(text("Where to, exactly as given."))
                    .add("enum", numbers)
                    .build();
            JsonObject toPerson = text("What whoever answers should know of the conversation, in a sentence.");
            JsonObject reason = text("Why, in a few words.");
            return tellsCaller
                    ? schema(
                            Map.of(
                                    "transfer_number",
                                    number,
                                    "client_message",
                                    text("What to tell the caller before."),
                                    "agent_message",
                                    toPerson,
                                    "reason",
                                    reason),
                            "transfer_number",
                            "client_message",
                            "agent_message")
                    : schema(
                            Map.of("transfer_number", number, "agent_message", toPerson, "reason", reason),
                            "transfer_number",
                            "agent_message");
        }

        @Override
        public Outcome act(int turn, JsonObject arguments) {
            String wanted = JsonText.text(arguments, "transfer_number").strip();
            Optional<String> known =
                    transfers.stream().map(this::address).filter(wanted::equals).findFirst();
            if (known.isEmpty() || wanted.isEmpty()) {
                return refused("transfer_number has to be one of those you were given.");
            }
            if (!telephone.transfers()) {
                return refused("This conversation is no telephone call that can be connected elsewhere; tell the caller"
                        + " how else to get there.");
            }
            return Outcome.of(
                    success("transfer_to_number_sip_success")
                            .add("transfer_number", wanted)
                            .add("reason", orNull(JsonText.text(arguments, "reason")))
                            .add("note", orNull(JsonText.text(arguments, "agent_message"))),
                    new Then.Transfer(wanted),
                    tellsCaller ? JsonText.text(arguments, "client_message") : "");
        }

        private String address(NumberTransfer transfer) {
            return transfer.variable()
                    ? variables.value(transfer.destination())
                    : variables.fill(transfer.destination());
        }

        private static Outcome refused(String why) {
            return Outcome.failed(SystemAct.error("transfer_to_number_error", why));
        }
    }
}
