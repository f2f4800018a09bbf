package antiphon.conversations.tools;

import antiphon.call.ToolBox.Then;

/**
 * Who comes after, or what.
 *
 * @param say said before, by whoever speaks now; empty for nothing
 * @param agentId whose turn it is then
 * @param nodeId where in that agent's workflow; empty where it has none
 */
public record Successor(Then then, String say, String agentId, String nodeId) {
    public Successor saying(String first) {
        String all = say.isBlank() || first.isBlank() ? first + say : first + " " + say;
        return new Successor(then, all, agentId, nodeId);
    }
}
