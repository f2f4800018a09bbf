package antiphon.conversations.topics.discovery;

import antiphon.api.PublicId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Which of the groups found now are topics that were known before: those whose middles are near, the nearest pair first, each
 * topic once. So a topic that somebody bookmarked stays the same while new conversations come.
 */
final class SameTopics {
    /** The cosine of two middles, without what all have in common, from which on they are of one topic. */
    static final double NEAR = 0.6;

    private final List<String> ids = new ArrayList<>();
    private final Set<String> fresh = new HashSet<>();

    /** @param before the places of the members of each topic that was known */
    SameTopics(Grouping grouping, Map<String, List<Integer>> before) {
        record Pair(int group, String topic, double nearness) {}
        List<Group> groups = grouping.groups();
        List<double[]> middles = groups.stream().map(Group::centre).toList();
        List<Pair> pairs = new ArrayList<>();
        new TreeMap<>(before).forEach((topic, members) -> {
            double[] old = grouping.of(members).centre();
            for (int group = 0; group < groups.size(); group++) {
                pairs.add(new Pair(group, topic, Geometry.dot(old, middles.get(group))));
            }
        });
        pairs.sort(Comparator.comparingDouble(Pair::nearness).reversed());
        Map<Integer, String> kept = new TreeMap<>();
        for (Pair pair : pairs) {
            if (pair.nearness() >= NEAR && !kept.containsValue(pair.topic())) {
                kept.putIfAbsent(pair.group(), pair.topic());
            }
        }
        for (int group = 0; group < groups.size(); group++) {
            ids.add(kept.getOrDefault(group, PublicId.fresh("topic_")));
        }
        fresh.addAll(ids);
        fresh.removeAll(before.keySet());
    }

    /** Of each group, in their order. */
    List<String> ids() {
        return List.copyOf(ids);
    }

    /** Those among them that were not known before. */
    List<String> fresh() {
        return fresh.stream().sorted().toList();
    }
}
