package antiphon.analysis.judging;

import java.util.Locale;

/** Of what something is asked: of a whole conversation, or of each agent's part of it. The contract's AnalysisScope. */
public enum Scope {
    CONVERSATION,
    AGENT;

    /** @param wireName anything else than {@code agent} means the whole conversation */
    public static Scope of(String wireName) {
        return wireName.equals(AGENT.wireName()) ? AGENT : CONVERSATION;
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
