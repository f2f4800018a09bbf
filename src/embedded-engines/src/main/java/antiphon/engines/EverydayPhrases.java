package antiphon.engines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What callers say to any agent: greetings, numbers, days, and the frames of common questions, whose places for a thing
 * are filled with what this agent is about. Read from {@code everyday.txt}.
 */
final class EverydayPhrases {
    private static final Pattern SLOT = Pattern.compile("\\[(\\w+)]");
    /** A frame with places to fill counts at most as much as this many plain phrases. */
    private static final double MOST_WEIGHT_OF_A_FRAME = 3;
    /** A frame with several places is filled more often, so that many pairs are seen. */
    private static final int TURNS_FOR_PAIRS = 3;

    private final List<String> phrases = new ArrayList<>();
    private final Map<String, List<String>> fillings = new HashMap<>();

    /** @param things what the agent is about, as words to be put into the frames; may be empty */
    EverydayPhrases(List<String> things) {
        for (String line : lines("everyday.txt")) {
            if (line.startsWith("@")) {
                String[] words = line.substring(1).split(" ", -1);
                fillings.put(words[0], List.of(words).subList(1, words.length));
            } else {
                phrases.add(line);
            }
        }
        fillings.put("thing", things);
    }

    /** Tells every phrase, filled in every way at least once, and how much it shall weigh. */
    void forEach(BiConsumer<List<String>, Double> learner) {
        int turn = 0;
        for (String phrase : phrases) {
            int ways = waysToFill(phrase);
            double weight = Math.min(1, MOST_WEIGHT_OF_A_FRAME / Math.max(1, ways));
            for (int way = 0; way < ways; way++) {
                learner.accept(List.of(filled(phrase, turn++).split(" ", -1)), weight);
            }
        }
    }

    private int waysToFill(String phrase) {
        List<Integer> choices = SLOT.matcher(phrase)
                .results()
                .map(slot -> filling(slot.group(1)).size())
                .toList();
        if (choices.contains(0)) {
            return 0;
        }
        int most = choices.stream().max(Integer::compare).orElse(1);
        return choices.size() > 1 ? TURNS_FOR_PAIRS * most : most;
    }

    private String filled(String phrase, int turn) {
        Matcher slot = SLOT.matcher(phrase);
        StringBuilder filled = new StringBuilder();
        int place = 0;
        while (slot.find()) {
            List<String> filling = filling(slot.group(1));
            // The stride keeps the places of one phrase from always being filled with the same pair.
            slot.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(filling.get((turn + 7 * place++ * turn + place) % filling.size())));
        }
        return slot.appendTail(filled).toString();
    }

    private List<String> filling(String slot) {
        return Objects.requireNonNull(fillings.get(slot), slot);
    }

    /** The lines of a resource beside this class that are not empty and no comment. */
    static List<String> lines(String resource) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(EverydayPhrases.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
