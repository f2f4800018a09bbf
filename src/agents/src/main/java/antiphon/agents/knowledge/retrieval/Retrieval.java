package antiphon.agents.knowledge.retrieval;

import antiphon.agents.knowledge.retrieval.Shelf.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds passages by words and by vectors, and adds both scores, each brought to 0 to 1 (Bruch, Gai, Ingber: An Analysis of
 * Fusion Functions for Hybrid Retrieval, TOIS 2023). Holds the shelves that were asked for lately. Any thread.
 */
public final class Retrieval implements AutoCloseable {
    /** The share of the vectors in a passage's score; the rest is that of the words. */
    private static final double VECTORS = 0.7;

    private static final int USUAL_CANDIDATES = 100;
    private static final int MOST_PASSAGES = 200_000;

    /**
     * What is wanted.
     *
     * @param maxDistance 0 to 2: one less the cosine of the vectors
     * @param maxCharacters of all passages together
     * @param candidates how many are looked at, of those found by words and of those by vectors; 0 for the usual
     */
    public record Limits(double maxDistance, int maxCharacters, int maxPassages, int candidates) {}

    /** @param distance between the question's vector and the passage's */
    public record Found(String documentId, String passageId, String words, double distance) {}

    private record Place(Shelf shelf, int passage) {
        String id() {
            return shelf.passages().get(passage).id();
        }

        /** A passage has its place once: its id tells it from all others, and is quicker to compare than a shelf. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && id().equals(place.id());
        }

        @Override
        public int hashCode() {
            return id().hashCode();
        }
    }

    private record Near(Place place, double likeness) {}

    private final Map<Key, Shelf> held = new LinkedHashMap<>(16, 0.75f, true);
    private final Supplier<WordIndex> words = new LaterIndex();
    private int passagesHeld;

    /** The best passages on the shelves with these keys, the best first. */
    public List<Found> find(
            String question, float[] vector, Collection<Key> keys, Limits limits, Function<Key, Shelf> reader) {
        Map<String, Shelf> shelves = new LinkedHashMap<>();
        for (Key key : keys) {
            shelves.put(key.asTerm(), shelf(key, reader));
        }
        int candidates = limits.candidates() > 0 ? limits.candidates() : USUAL_CANDIDATES;
        Map<Place, Double> scores = new HashMap<>();
        addVectors(nearest(shelves.values(), vector, candidates), scores);
        addWords(words.get().search(question, keys, candidates), shelves, scores);
        Stream<Place> best = scores.entrySet().stream()
                .sorted(Map.Entry.<Place, Double>comparingByValue()
                        .reversed()
                        .thenComparing(entry -> entry.getKey().id()))
                .map(Map.Entry::getKey);
        return within(limits, best.toList(), vector);
    }

    /** From 0, the least like of them, to the share of the vectors. */
    private static void addVectors(List<Near> near, Map<Place, Double> scores) {
        if (!near.isEmpty()) {
            double least = near.getLast().likeness();
            double span = Math.max(near.getFirst().likeness() - least, Double.MIN_NORMAL);
            near.forEach(one -> scores.merge(one.place(), VECTORS * (one.likeness() - least) / span, Double::sum));
        }
    }

    /** From 0, which a passage has in which none of the words stand, to the share of the words. */
    private static void addWords(List<WordIndex.Hit> hits, Map<String, Shelf> shelves, Map<Place, Double> scores) {
        for (WordIndex.Hit hit : hits) {
            Shelf shelf = shelves.get(hit.keyTerm());
            if (shelf != null && hit.place() < shelf.passages().size()) {
                double share = hit.score() / hits.getFirst().score();
                scores.merge(new Place(shelf, hit.place()), (1 - VECTORS) * share, Double::sum);
            }
        }
    }

    /** The likest first. */
    private static List<Near> nearest(Collection<Shelf> shelves, float[] vector, int most) {
        PriorityQueue<Near> best = new PriorityQueue<>(Comparator.comparingDouble(Near::likeness));
        for (Shelf shelf : shelves) {
            int passages = shelf.dimension() == vector.length ? shelf.passages().size() : 0;
            for (int i = 0; i < passages; i++) {
                double likeness = shelf.likeness(i, vector);
                if (best.size() < most || likeness > best.element().likeness()) {
                    best.add(new Near(new Place(shelf, i), likeness));
                    if (best.size() > most) {
                        best.remove();
                    }
                }
            }
        }
        return best.stream()
                .sorted(Comparator.comparingDouble(Near::likeness).reversed())
                .toList();
    }

    private static List<Found> within(Limits limits, List<Place> places, float[] vector) {
        List<Found> found = new ArrayList<>();
        int characters = 0;
        for (Place place : places) {
            Shelf.Passage passage = place.shelf().passages().get(place.passage());
            double distance = 1 - place.shelf().likeness(place.passage(), vector);
            boolean fits = characters + passage.words().length() <= limits.maxCharacters();
            if (found.size() < limits.maxPassages() && fits && distance <= limits.maxDistance()) {
                characters += passage.words().length();
                found.add(new Found(place.shelf().documentId(), passage.id(), passage.words(), distance));
            }
        }
        return found;
    }

    private Shelf shelf(Key key, Function<Key, Shelf> reader) {
        synchronized (held) {
            Shelf known = held.get(key);
            if (known != null) {
                return known;
            }
        }
        Shelf read = reader.apply(key);
        words.get().add(read);
        synchronized (held) {
            if (held.put(key, read) == null) {
                passagesHeld += read.passages().size();
            }
            makeRoom(key);
        }
        return read;
    }

    /** Those not asked for longest go first, and older versions of the same index. */
    private void makeRoom(Key newest) {
        List<Key> gone = new ArrayList<>();
        for (Map.Entry<Key, Shelf> entry : held.entrySet()) {
            boolean outdated = entry.getKey().indexId().equals(newest.indexId())
                    && !entry.getKey().equals(newest);
            if (outdated || (passagesHeld > MOST_PASSAGES && !entry.getKey().equals(newest))) {
                gone.add(entry.getKey());
                passagesHeld -= entry.getValue().passages().size();
            }
        }
        gone.forEach(key -> {
            held.remove(key);
            words.get().remove(key);
        });
    }

    @Override
    public void close() {
        words.get().close();
    }

    /** Lucene is loaded by the first question. */
    private static final class LaterIndex implements Supplier<WordIndex> {
        private @org.jspecify.annotations.Nullable WordIndex index;

        @Override
        public synchronized WordIndex get() {
            WordIndex ready = index;
            if (ready == null) {
                ready = new WordIndex();
                index = ready;
            }
            return ready;
        }
    }
}
