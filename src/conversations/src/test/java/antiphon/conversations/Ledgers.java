package antiphon.conversations;

import antiphon.conversations.tools.ToolLedger;
import java.util.Map;

/** Ledgers of calls whose tools nobody used yet. */
public final class Ledgers {
    private Ledgers() {}

    public static ToolLedger with(String tool, String type, String otherTool, String otherType) {
        ToolLedger ledger = new ToolLedger();
        ledger.knows(Map.of(tool, type, otherTool, otherType));
        return ledger;
    }
}
