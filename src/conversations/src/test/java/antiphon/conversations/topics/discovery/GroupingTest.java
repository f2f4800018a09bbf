package antiphon.conversations.topics.discovery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Made vectors in groups, and topics that stay the same. */
class GroupingTest {
    private final MadeVectors made = new MadeVectors();
    private final double[] examples = made.examples();
    private final List<float[]> vectors = new ArrayList<>();

    private List<Integer> said(int subject, int times) {
        int from = vectors.size();
        vectors.addAll(made.about(subject, times));
        return IntStream.range(from, vectors.size()).boxed().toList();
    }

    private Grouping grouping() {
        return new Grouping(vectors, examples);
    }

    private List<Set<Integer>> groups() {
        return grouping().groups().stream()
                .<Set<Integer>>map(group -> new TreeSet<>(group.members()))
                .toList();
    }

    private static Set<Integer> set(List<Integer> places) {
        return new TreeSet<>(places);
    }

    @Test
    void what_is_near_in_meaning_is_of_one_group_and_the_largest_comes_first() {
        List<Integer> refunds = said(1, 5);
        List<Integer> parking = said(2, 20);
        List<Integer> prices = said(3, 9);
        assertEquals(List.of(set(parking), set(prices), set(refunds)), groups());
    }

    @Test
    void what_has_no_like_belongs_to_no_group() {
        List<Integer> refunds = said(1, 4);
        for (int subject = 10; subject < 22; subject++) {
            said(subject, 1);
        }
        assertEquals(List.of(set(refunds)), groups());
    }

    @Test
    void fewer_than_three_are_no_group() {
        List<Integer> parking = said(2, 3);
        said(1, 2);
        assertEquals(List.of(set(parking)), groups());
        vectors.clear();
        said(1, 2);
        assertEquals(List.of(), groups());
        vectors.clear();
        assertEquals(List.of(), groups());
    }

    @Test
    void all_may_be_about_the_same() {
        List<Integer> parking = said(2, 7);
        assertEquals(List.of(set(parking)), groups());
        vectors.clear();
        vectors.addAll(Collections.nCopies(10, made.about(1)));
        assertEquals(1, groups().size());
        assertEquals(10, groups().getFirst().size());
    }

    @Test
    void the_same_vectors_give_the_same_groups() {
        for (int subject = 1; subject < 12; subject++) {
            said(subject, 3 + subject);
        }
        assertEquals(groups(), groups());
        assertEquals(11, groups().size());
    }

    @Test
    void many_vectors_of_many_subjects_are_told_apart() {
        for (int subject = 1; subject < 30; subject++) {
            said(subject, 40);
        }
        List<Set<Integer>> groups = groups();
        assertEquals(29, groups.size());
        assertTrue(groups.stream().allMatch(group -> group.size() == 40), groups::toString);
    }

    @Test
    void who_is_nearest_to_the_middle_is_told() {
        List<Integer> parking = said(2, 6);
        said(1, 6);
        Grouping grouping = grouping();
        Group group = grouping.groups().stream()
                .filter(each -> each.members().contains(parking.getFirst()))
                .findFirst()
                .orElseThrow();
        double[] centre = group.centre();
        group.members().forEach(one -> assertTrue(grouping.nearness(one, centre) > 0.7));
        assertTrue(grouping.nearness(6, centre) < 0.2);
    }

    private Map<String, List<Integer>> named(Grouping grouping, List<String> ids) {
        Map<String, List<Integer>> before = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            before.put(ids.get(i), grouping.groups().get(i).members());
        }
        return before;
    }

    @Test
    void a_topic_keeps_its_id_while_conversations_come() {
        said(1, 4);
        said(2, 8);
        Grouping first = grouping();
        SameTopics known = new SameTopics(first, Map.of());
        assertEquals(Set.copyOf(known.ids()), Set.copyOf(known.fresh()));
        Map<String, List<Integer>> before = named(first, known.ids());
        said(1, 9);
        said(3, 5);
        SameTopics now = new SameTopics(grouping(), before);
        // By now more speak of the first subject than of the second.
        assertEquals(known.ids().get(1), now.ids().getFirst());
        assertEquals(known.ids().getFirst(), now.ids().get(1));
        assertEquals(List.of(now.ids().get(2)), now.fresh());
    }

    @Test
    void a_topic_of_which_nobody_speaks_any_more_lends_its_id_to_no_other() {
        said(1, 4);
        said(2, 5);
        Grouping first = grouping();
        SameTopics known = new SameTopics(first, Map.of());
        List<Integer> ofTheSecond = first.groups().getFirst().members();
        assertEquals(5, ofTheSecond.size());
        SameTopics now = new SameTopics(first, Map.of("topic_old", ofTheSecond));
        assertEquals("topic_old", now.ids().getFirst());
        assertEquals(List.of(now.ids().get(1)), now.fresh());
        assertEquals(2, known.ids().stream().distinct().count());
    }

    @Test
    void a_topic_that_falls_in_two_goes_on_as_the_nearer_part() {
        List<Integer> one = said(1, 9);
        List<Integer> other = said(2, 4);
        List<Integer> both = new ArrayList<>(one);
        both.addAll(other);
        SameTopics now = new SameTopics(grouping(), Map.of("topic_both", both));
        assertEquals("topic_both", now.ids().getFirst());
        assertEquals(1, now.fresh().size());
    }
}
