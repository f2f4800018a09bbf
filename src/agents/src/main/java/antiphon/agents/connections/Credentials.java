package antiphon.agents.connections;

import java.util.Map;

/** What a request is made with, by the name of an auth connection. Made where records may be read, used anywhere. */
@FunctionalInterface
public interface Credentials {
    /**
     * The headers that prove who one is. May block for a request to the server that gives out tokens.
     *
     * @throws ConnectionFailure saying why there are none
     */
    Map<String, String> headers();
}
