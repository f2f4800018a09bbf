package antiphon.agents.knowledge.retrieval;

import java.util.List;

/**
 * One version of one document's index, in memory. Never changes.
 *
 * @param vectors of the passages, in their order, one after another, each of length 1
 */
public record Shelf(Key key, String documentId, List<Passage> passages, float[] vectors) {
    /** Names a version of an index. */
    public record Key(String indexId, long version) {
        String asTerm() {
            return indexId + ":" + version;
        }
    }

    public record Passage(String id, String words) {}

    int dimension() {
        return passages.isEmpty() ? 0 : vectors.length / passages.size();
    }

    /** The cosine between a passage's vector and another of length 1. */
    double likeness(int passage, float[] other) {
        int dimension = dimension();
        int from = passage * dimension;
        float one = 0;
        float two = 0;
        float three = 0;
        float four = 0;
        int i = 0;
        for (; i + 3 < dimension; i += 4) {
            one += vectors[from + i] * other[i];
            two += vectors[from + i + 1] * other[i + 1];
            three += vectors[from + i + 2] * other[i + 2];
            four += vectors[from + i + 3] * other[i + 3];
        }
        for (; i < dimension; i++) {
            one += vectors[from + i] * other[i];
        }
        return (double) one + two + three + four;
    }
}
