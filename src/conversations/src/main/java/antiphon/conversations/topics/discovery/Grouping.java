package antiphon.conversations.topics.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.hipparchus.clustering.CentroidCluster;
import org.hipparchus.clustering.Clusterable;
import org.hipparchus.clustering.KMeansPlusPlusClusterer;
import org.hipparchus.clustering.distance.EuclideanDistance;
import org.hipparchus.random.Well19937c;

/**
 * Vectors in groups of those that mean much the same, however many there are; a vector may belong to none.
 *
 * <p>Embedders find all texts somewhat alike, and those of one trade more so. What all have in common is therefore taken away
 * first: the middle of many small groups, each counting once, however often something is asked, and of examples that
 * have nothing to do with one another, which is all that is known where there is little else. What is left is unlike unless it is of
 * one topic. Small groups then join while they are alike. The same vectors give the same groups. One thread; of 5,000 vectors of 384
 * numbers some seconds of it, and 40 MB.
 */
final class Grouping {
    /** Fewer conversations are no topic. */
    static final int LEAST = 3;

    /** The mean cosine, without what all have in common, from which on vectors are of one topic. Measured with BGE small. */
    static final double ALIKE = 0.2;

    private static final int MOST_SMALL = 64;
    private static final int IN_SMALL = 3;
    private static final int ITERATIONS = 50;
    private static final int SEED = 20_260_101;

    /** As how many small groups the examples count. */
    private static final int WEIGHT_OF_EXAMPLES = 3;

    private final double[][] vectors;
    private final List<Group> groups = new ArrayList<>();

    /**
     * @param given of length 1
     * @param examples the middle of vectors that have nothing to do with one another, by the same embedder
     */
    Grouping(List<float[]> given, double[] examples) {
        vectors = given.stream().map(Geometry::doubles).toArray(double[][]::new);
        if (vectors.length < LEAST) {
            return;
        }
        List<List<Integer>> small =
                small(IntStream.range(0, vectors.length).boxed().toList());
        takeAway(common(small, examples));
        List<Integer> loose = firm(small);
        if (loose.size() >= LEAST) {
            loose = firm(small(loose));
        }
        join();
        takeIn(loose);
        groups.forEach(group -> group.letGo(ALIKE));
        groups.removeIf(group -> group.size() < LEAST);
        groups.sort(Comparator.comparingInt(Group::size).reversed());
    }

    /** The largest first; of each three or more. */
    List<Group> groups() {
        return List.copyOf(groups);
    }

    /** A group of those at these places, whether or not they are alike. */
    Group of(List<Integer> members) {
        return new Group(vectors, members);
    }

    /** How near one is to the middle of its group, from -1 to 1. */
    double nearness(int member, double[] centre) {
        return Geometry.dot(vectors[member], centre);
    }

    private record Point(int place, double[] vector) implements Clusterable {
        @Override
        public double[] getPoint() {
            return vector;
        }
    }

    private List<List<Integer>> small(List<Integer> places) {
        int count = Math.min(MOST_SMALL, Math.ceilDiv(places.size(), IN_SMALL));
        List<Point> points =
                places.stream().map(place -> new Point(place, vectors[place])).toList();
        List<List<Integer>> small = new ArrayList<>();
        for (CentroidCluster<Point> cluster : new KMeansPlusPlusClusterer<Point>(
                        count, ITERATIONS, new EuclideanDistance(), new Well19937c(SEED))
                .cluster(points)) {
            if (!cluster.getPoints().isEmpty()) {
                small.add(cluster.getPoints().stream().map(Point::place).toList());
            }
        }
        return small;
    }

    private double[] common(List<List<Integer>> small, double[] examples) {
        double[] middle = new double[examples.length];
        Geometry.add(middle, examples, WEIGHT_OF_EXAMPLES);
        small.forEach(each -> each.forEach(place -> Geometry.add(middle, vectors[place], 1.0 / each.size())));
        double[] mean = new double[middle.length];
        Geometry.add(mean, middle, 1.0 / (small.size() + WEIGHT_OF_EXAMPLES));
        return mean;
    }

    private void takeAway(double[] common) {
        for (int i = 0; i < vectors.length; i++) {
            Geometry.add(vectors[i], common, -1);
            vectors[i] = Geometry.ofLengthOne(vectors[i]);
        }
    }

    /**
     * Makes groups of those who are alike.
     *
     * @return who is like none of its own
     */
    private List<Integer> firm(List<List<Integer>> small) {
        List<Integer> loose = new ArrayList<>();
        for (List<Integer> each : small) {
            Group group = of(each);
            loose.addAll(group.letGo(ALIKE));
            if (group.size() > 1) {
                groups.add(group);
            } else {
                loose.addAll(group.members());
            }
        }
        loose.sort(Comparator.naturalOrder());
        return loose;
    }

    private void join() {
        for (Pair best = mostAlike(); best.likeness() >= ALIKE; best = mostAlike()) {
            groups.get(best.one()).take(groups.remove(best.other()));
        }
    }

    /** @param other the greater of two places among the groups */
    private record Pair(int one, int other, double likeness) {}

    private Pair mostAlike() {
        Pair best = new Pair(0, 0, Double.NEGATIVE_INFINITY);
        for (int other = 1; other < groups.size(); other++) {
            for (int one = 0; one < other; one++) {
                double likeness = groups.get(one).likeness(groups.get(other));
                if (likeness > best.likeness()) {
                    best = new Pair(one, other, likeness);
                }
            }
        }
        return best;
    }

    private void takeIn(List<Integer> loose) {
        record Choice(Group group, double likeness) {}
        List<Group> known = List.copyOf(groups);
        for (int one : loose) {
            known.stream()
                    .map(group -> new Choice(group, group.likeness(one)))
                    .max(Comparator.comparingDouble(Choice::likeness))
                    .filter(choice -> choice.likeness() >= ALIKE)
                    .ifPresent(choice -> choice.group().take(one));
        }
    }
}
