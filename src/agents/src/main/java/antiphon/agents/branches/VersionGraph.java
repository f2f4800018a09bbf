package antiphon.agents.branches;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which version of an agent came from which.
 *
 * @param nodes all of them, by id
 */
record VersionGraph(Map<String, Node> nodes) {
    /**
     * @param number of the version among all of its agent; greater than those of its parents
     * @param parents ids of those it was made of
     */
    record Node(int number, List<String> parents) {}

    /** The version itself and all it came from. */
    Set<String> ancestry(String id) {
        Set<String> seen = new HashSet<>();
        Deque<String> waiting = new ArrayDeque<>(List.of(id));
        while (!waiting.isEmpty()) {
            String next = waiting.pop();
            Node node = nodes.get(next);
            if (node != null && seen.add(next)) {
                waiting.addAll(node.parents());
            }
        }
        return seen;
    }

    /** Where two lines parted, or last met: of the versions both came from the youngest, which came from no other of them. */
    Optional<String> lastCommon(String one, String other) {
        Set<String> common = ancestry(one);
        common.retainAll(ancestry(other));
        return nodes.entrySet().stream()
                .filter(node -> common.contains(node.getKey()))
                .max(Comparator.comparingInt(node -> node.getValue().number()))
                .map(Map.Entry::getKey);
    }

    /** How many versions one line has that the other does not know. */
    int ahead(String one, String other) {
        Set<String> own = ancestry(one);
        own.removeAll(ancestry(other));
        return own.size();
    }
}
