package antiphon.agents.connections;

import java.time.Instant;

/** What somebody's server takes for a proof, and until when. */
record Token(String text, Instant expiresAt) {
    @Override
    public String toString() {
        return "Token[until " + expiresAt + "]";
    }
}
