package antiphon.language.embedded;

import antiphon.language.Embedder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** The facts of one agent, ready to be asked. Immutable. */
final class Knowledge {
    private static final double LIKENESS_SHARE = 0.6;
    /** Cosines of this model lie close together: unrelated texts reach the lower bound, paraphrases the upper. */
    private static final double UNRELATED = 0.48;

    private static final double SAME = 0.85;
    private static final double TOPIC_SHARE = 0.7;

    private static final Pattern NO_TOPIC =
            Pattern.compile("(?i)about.*|.*\\b(knowledge|information|facts?|faq|details|context|background)\\b.*");

    private final Embedder embedder;
    private final List<Fact> facts;
    private final List<float[]> vectors;
    private final List<Set<String>> words;
    private final List<Set<String>> ownWords;
    private final Map<String, Integer> spread = new HashMap<>();
    private final String organisation;

    Knowledge(String instructions, Embedder embedder) {
        this.embedder = embedder;
        this.facts = Facts.in(instructions);
        this.vectors = embedder.embed(facts.stream().map(Fact::searched).toList());
        this.words =
                facts.stream().map(fact -> Words.meaningful(fact.searched())).toList();
        this.ownWords = facts.stream()
                .map(fact -> Words.meaningful(fact.question() + " " + fact.text()))
                .toList();
        words.forEach(set -> set.forEach(word -> spread.merge(word, 1, Integer::sum)));
        this.organisation = Identity.organisation(instructions);
    }

    /** @param score 0 to 1; @param place among the facts, in the order of the instructions */
    record Hit(Fact fact, double score, double likeness, int place) {}

    boolean isEmpty() {
        return facts.isEmpty();
    }

    /** Empty when the instructions name none. */
    String organisation() {
        return organisation;
    }

    /** What one can ask about, as headings or else the first words of facts. */
    List<String> topics() {
        Set<String> topics = new LinkedHashSet<>();
        for (Fact fact : facts) {
            String topic = fact.topic().isEmpty() ? label(fact.text()) : fact.topic();
            if (!topic.isEmpty()
                    && topic.length() <= 40
                    && !NO_TOPIC.matcher(topic).matches()) {
                topics.add(topic.toLowerCase(Locale.ROOT).replaceAll("^(our|the) ", ""));
            }
        }
        return List.copyOf(topics);
    }

    private static String label(String text) {
        int colon = text.indexOf(':');
        return colon > 1 && colon <= 30 && !text.substring(0, colon).matches(".*[0-9.].*")
                ? text.substring(0, colon)
                : "";
    }

    /**
     * The facts, best first.
     *
     * @param before what the caller had asked before, when the question cannot be understood without it; otherwise empty
     */
    List<Hit> search(String question, String before) {
        if (facts.isEmpty()) {
            return List.of();
        }
        String meant = Words.meant(question);
        float[] asked = embedder.embed(meant);
        float[] both = before.isEmpty() ? asked : embedder.embed(before + " " + meant);
        Set<String> askedWords = Words.meaningful(meant);
        Set<String> wordsBefore = before.isEmpty() ? Set.of() : Words.meaningful(before);
        Set<String> days = Words.daysIn(question);
        List<Hit> hits = new ArrayList<>();
        for (int i = 0; i < facts.size(); i++) {
            double likeness = 0.4 * cosine(asked, vectors.get(i)) + 0.6 * cosine(both, vectors.get(i));
            double shared = shared(askedWords, i);
            if (!before.isEmpty()) {
                shared = 0.5 * shared + 0.5 * shared(wordsBefore, i);
            }
            double near = Math.clamp((likeness - UNRELATED) / (SAME - UNRELATED), 0, 1);
            double score = LIKENESS_SHARE * near + (1 - LIKENESS_SHARE) * shared;
            hits.add(new Hit(facts.get(i), isOfOtherDays(i, days) ? score / 2 : score, likeness, i));
        }
        hits.sort(Comparator.comparingDouble(Hit::score).reversed().thenComparingInt(Hit::place));
        return hits;
    }

    private boolean isOfOtherDays(int place, Set<String> days) {
        Set<String> told =
                days.isEmpty() ? Set.of() : Words.daysIn(facts.get(place).text());
        return !told.isEmpty() && Collections.disjoint(told, days);
    }

    /**
     * How much of what was asked a fact speaks of: rare words count more, words of its heading less, and words that no
     * fact knows count too.
     */
    private double shared(Set<String> asked, int place) {
        double all = 0;
        double found = 0;
        for (String word : asked) {
            double weight = Math.log(1 + (double) facts.size() / spread.getOrDefault(word, 1));
            all += weight;
            if (ownWords.get(place).contains(word)) {
                found += weight;
            } else if (words.get(place).contains(word)) {
                found += TOPIC_SHARE * weight;
            }
        }
        return all == 0 ? 0 : found / all;
    }

    static double cosine(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
