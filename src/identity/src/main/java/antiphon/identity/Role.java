package antiphon.identity;

import java.util.Locale;

/** What a key may do; each may all that the ones before it may. */
public enum Role {
    /** Looks. */
    VIEWER,
    /** Starts and ends calls and conversations, but changes no agent. */
    OPERATOR,
    /** Changes agents and what they use. */
    EDITOR,
    /** Changes keys and the workspace. */
    ADMIN;

    public boolean covers(Role needed) {
        return compareTo(needed) >= 0;
    }

    /** {@code admin}, {@code editor}, {@code operator}, {@code viewer}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
