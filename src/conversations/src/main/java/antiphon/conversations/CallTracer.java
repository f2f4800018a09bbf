package antiphon.conversations;

import antiphon.call.CallNews;
import antiphon.conversations.record.ConversationStart;
import java.lang.System.Logger.Level;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Follows calls for those who look at many servers at once. */
@FunctionalInterface
interface CallTracer {
    /** Follows nobody. */
    CallTracer NONE = start -> news -> {};

    /** Who is to hear this call's news, on its thread. */
    Consumer<CallNews> follow(ConversationStart start);

    /** The server's tracer, where it has one: the library is the server's and absent unless telemetry is switched on. */
    static CallTracer find(InstantSource clock) {
        try {
            CallTracer found = SpannedCalls.find(clock);
            System.getLogger(CallTracer.class.getName()).log(Level.INFO, "Calls are told as spans");
            return found;
        } catch (LinkageError | RuntimeException none) {
            return NONE;
        }
    }
}
