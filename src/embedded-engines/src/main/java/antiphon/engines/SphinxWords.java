package antiphon.engines;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The words that callers of one agent are expected to say, in the orders they are expected to say them: a language model
 * made from the agent's own phrases and from everyday phrases. Takes about a quarter of a second to make; immutable, may
 * be used by many recognizers at once.
 */
public final class SphinxWords {
    private static final double WEIGHT_OF_OWN_PHRASES = 2;
    private static final int LONGEST_THING = 3;
    private static final int SHORTEST_COUNTED_WORD = 3;
    private static final Set<String> FUNCTION_WORDS =
            Set.of(("a an the and or but if so as of in on at to for from by with"
                            + " about into over after before between than then that this these those it its is are was were be been"
                            + " being am do does did done have has had having will would shall should can could may might must i"
                            + " you he she we they me him her us them my your his our their mine yours ours who whom whose which"
                            + " what when where why how not no nor only also too very just there here all any each every some such"
                            + " never always please unless until while because per via ever e g")
                    .split(" ", -1));

    private final String dictionary;
    private final TrigramTable languageModel;
    private final int words;
    private final int guessed;

    private SphinxWords(TrigramModel model, Pronunciations pronunciations) {
        this.dictionary = pronunciations.asDictionary();
        this.languageModel = new TrigramTable(model);
        this.words = model.words().size();
        this.guessed = pronunciations.guessed().size();
    }

    /**
     * @param subject sentences about what the agent is about, as written
     * @param keywords words and names that deserve preference
     */
    public static SphinxWords of(List<String> subject, List<String> keywords) {
        List<List<String>> own = new ArrayList<>();
        subject.forEach(text -> own.addAll(SpokenForm.sentences(text)));
        List<List<String>> names = new ArrayList<>();
        keywords.forEach(text -> names.addAll(SpokenForm.sentences(text)));
        Set<String> all = new HashSet<>();
        own.forEach(all::addAll);
        names.forEach(all::addAll);
        Set<String> things = things(own, names);
        new EverydayPhrases(List.copyOf(things)).forEach((phrase, weight) -> all.addAll(phrase));
        Set<String> oneOrMany = oneOrMany(things);
        Pronunciations pronunciations = new Pronunciations(all, oneOrMany);
        oneOrMany.removeIf(word -> !pronunciations.has(word));
        things.addAll(oneOrMany);
        TrigramModel model = new TrigramModel();
        own.forEach(sentence -> model.learn(known(sentence, pronunciations), WEIGHT_OF_OWN_PHRASES));
        names.forEach(name -> model.learn(known(name, pronunciations), WEIGHT_OF_OWN_PHRASES));
        new EverydayPhrases(List.copyOf(things))
                .forEach((phrase, weight) -> model.learn(known(phrase, pronunciations), weight));
        return new SphinxWords(model, pronunciations);
    }

    /** How many different words can be heard. */
    public int words() {
        return words;
    }

    /** How many of them are in no dictionary, so that their sound is a guess from their letters. */
    public int guessed() {
        return guessed;
    }

    String dictionary() {
        return dictionary;
    }

    TrigramTable languageModel() {
        return languageModel;
    }

    private static List<String> known(List<String> sentence, Pronunciations pronunciations) {
        return sentence.stream().filter(pronunciations::has).toList();
    }

    /** Runs of words that carry meaning, and each of their words alone. */
    private static Set<String> things(List<List<String>> own, List<List<String>> names) {
        Set<String> things = new LinkedHashSet<>();
        names.forEach(name -> things.add(String.join(" ", name)));
        for (List<String> sentence : own) {
            int start = 0;
            for (int i = 0; i <= sentence.size(); i++) {
                boolean ends = i == sentence.size() || FUNCTION_WORDS.contains(sentence.get(i));
                if (ends) {
                    addRun(sentence.subList(start, i), things);
                    start = i + 1;
                }
            }
        }
        return things;
    }

    /** Whoever is told of a bag may ask for two bags, and the other way round. */
    private static Set<String> oneOrMany(Set<String> things) {
        Set<String> others = new LinkedHashSet<>();
        for (String thing : things) {
            if (thing.length() >= SHORTEST_COUNTED_WORD && !thing.contains(" ")) {
                others.add(thing.endsWith("s") ? thing.substring(0, thing.length() - 1) : thing + "s");
            }
        }
        others.removeAll(things);
        return others;
    }

    private static void addRun(List<String> run, Set<String> things) {
        things.addAll(run);
        for (int length = 2; length <= LONGEST_THING; length++) {
            for (int i = 0; i + length <= run.size(); i++) {
                things.add(String.join(" ", run.subList(i, i + length)));
            }
        }
    }
}
