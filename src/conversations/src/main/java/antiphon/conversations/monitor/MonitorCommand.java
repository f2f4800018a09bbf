package antiphon.conversations.monitor;

/** What a supervisor may ask for on the monitoring socket: one record for each command of the contract. */
sealed interface MonitorCommand {
    /** Tells the agent something; the caller does not hear of it. */
    record ContextualUpdate(String text) implements MonitorCommand {}

    record EndCall() implements MonitorCommand {}

    record TransferToNumber(String phoneNumber) implements MonitorCommand {}

    record EnableHumanTakeover() implements MonitorCommand {}

    record SendHumanMessage(String text) implements MonitorCommand {}

    record DisableHumanTakeover() implements MonitorCommand {}
}
