package antiphon.conversations.topics.discovery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Some of many vectors of length 1, and how alike they are: likeness is the mean of cosines. One thread. */
final class Group {
    /** Of those who are too far, so many part go at a time: without them the next may be near enough. */
    private static final int TENTH = 10;

    private final double[][] vectors;
    private final List<Integer> members = new ArrayList<>();
    private final double[] sum;

    /** @param vectors all there are; members are told by their places among them */
    Group(double[][] vectors, List<Integer> members) {
        this.vectors = vectors;
        sum = new double[vectors[0].length];
        members.forEach(this::take);
    }

    int size() {
        return members.size();
    }

    List<Integer> members() {
        return List.copyOf(members);
    }

    void take(int one) {
        members.add(one);
        Geometry.add(sum, vectors[one], 1);
    }

    /** All members of another, which must not be used any more. */
    void take(Group other) {
        other.members.forEach(this::take);
    }

    /** Of somebody else and its members. */
    double likeness(int outsider) {
        return Geometry.dot(vectors[outsider], sum) / size();
    }

    /** Of its members and those of another. */
    double likeness(Group other) {
        return Geometry.dot(sum, other.sum) / size() / other.size();
    }

    /** The direction of its middle, of length 1. */
    double[] centre() {
        return Geometry.ofLengthOne(sum);
    }

    /**
     * Lets go who is not like enough to the others, the least like first.
     *
     * @return who went; the last one never does
     */
    List<Integer> letGo(double least) {
        List<Integer> gone = new ArrayList<>();
        for (List<Integer> loose = loose(least); !loose.isEmpty(); loose = loose(least)) {
            List<Integer> going = loose.subList(0, Math.ceilDiv(loose.size(), TENTH));
            members.removeAll(going);
            going.forEach(one -> Geometry.add(sum, vectors[one], -1));
            gone.addAll(going);
        }
        return gone;
    }

    private List<Integer> loose(double least) {
        record Measured(int member, double likeness) {}
        if (size() < 2) {
            return List.of();
        }
        return members.stream()
                .map(member -> new Measured(member, likenessToOthers(member)))
                .filter(each -> each.likeness() < least)
                .sorted(Comparator.comparingDouble(Measured::likeness))
                .map(Measured::member)
                .toList();
    }

    private double likenessToOthers(int member) {
        return (Geometry.dot(vectors[member], sum) - Geometry.dot(vectors[member], vectors[member])) / (size() - 1);
    }
}
