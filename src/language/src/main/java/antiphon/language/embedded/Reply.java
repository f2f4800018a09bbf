package antiphon.language.embedded;

import antiphon.language.ToolUse;
import java.util.Optional;

/** What the responder says and which tool it wants used after; either may be missing. */
record Reply(String text, Optional<ToolUse> use) {
    static Reply saying(String text) {
        return new Reply(text, Optional.empty());
    }
}
