package antiphon.conversations.tools;

import antiphon.agents.config.ToolConfig;
import antiphon.agents.connections.Credentials;
import antiphon.agents.outgoing.OutgoingRequests;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;

/**
 * What the tools of one call have to do with, whoever speaks in it.
 *
 * @param reach the way to other people's servers
 * @param threads where tools wait
 * @param stored tools that are kept apart from agents, by id
 */
public record ToolSurroundings(
        ClientTools client,
        CallVariables variables,
        ToolLedger ledger,
        LateNotes notes,
        Telephone telephone,
        Reach reach,
        Threads threads,
        Function<String, Optional<ToolConfig>> stored,
        InstantSource clock) {

    /**
     * @param reveal from the id of a secret to its value; throws where there is none
     * @param credentials from the id of an auth connection to what it proves; throws where there is none
     */
    public record Reach(
            OutgoingRequests requests, Function<String, String> reveal, Function<String, Credentials> credentials) {}

    /**
     * @param blocking for what works with records: its threads belong to the application
     * @param timers nothing that blocks may run on them
     */
    public record Threads(Executor blocking, ScheduledExecutorService timers) {}

    Assignments assignments() {
        return new Assignments(variables, ledger, clock);
    }
}
