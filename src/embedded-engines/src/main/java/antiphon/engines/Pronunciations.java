package antiphon.engines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;

/** How words sound: from the CMU dictionary, or guessed from parts and letters. */
final class Pronunciations {
    private static final String DICTIONARY = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";
    private static final int SHORTEST_PART = 3;
    private static final Map<String, String> LETTERS = letters();

    private final Map<String, List<String>> known = new HashMap<>();
    private final Set<String> guessed = new HashSet<>();

    /**
     * @param words all of them get a pronunciation, if only a guessed one
     * @param perhaps words that are left out when the dictionary does not know them
     */
    Pronunciations(Collection<String> words, Collection<String> perhaps) {
        Set<String> wanted = new HashSet<>(words);
        Set<String> welcome = new HashSet<>(perhaps);
        scan((word, sounds) -> {
            if (wanted.contains(word) || welcome.contains(word)) {
                known.computeIfAbsent(word, found -> new ArrayList<>()).add(sounds);
            }
        });
        wanted.removeAll(known.keySet());
        guess(wanted);
    }

    /** The words that the dictionary does not know. */
    Set<String> guessed() {
        return guessed;
    }

    boolean has(String word) {
        return known.containsKey(word);
    }

    /** A dictionary in the form that Sphinx reads. */
    String asDictionary() {
        StringBuilder lines = new StringBuilder();
        known.forEach((word, ways) -> {
            for (int i = 0; i < ways.size(); i++) {
                lines.append(word).append(i == 0 ? "" : "(" + (i + 1) + ")").append(' ');
                lines.append(ways.get(i)).append('\n');
            }
        });
        return lines.toString();
    }

    private void guess(Set<String> unknown) {
        if (unknown.isEmpty()) {
            return;
        }
        Map<String, String> parts = new HashMap<>();
        Set<String> possible = new HashSet<>();
        unknown.forEach(word -> {
            for (int i = 1; i <= word.length(); i++) {
                possible.add(word.substring(0, i));
                possible.add(word.substring(i - 1));
            }
        });
        scan((word, sounds) -> {
            if (possible.contains(word)) {
                parts.putIfAbsent(word, sounds);
            }
        });
        for (String word : unknown) {
            String sounds = sounds(word, parts);
            if (!sounds.isEmpty()) {
                known.put(word, List.of(sounds));
                guessed.add(word);
            }
        }
    }

    private static String sounds(String word, Map<String, String> parts) {
        String owner = word.endsWith("'s") ? parts.get(word.substring(0, word.length() - 2)) : null;
        if (owner != null) {
            return owner + " Z";
        }
        for (int i = word.length() - SHORTEST_PART; i >= SHORTEST_PART; i--) {
            String first = parts.get(word.substring(0, i));
            String second = parts.get(word.substring(i));
            if (first != null && second != null) {
                return first + " " + second;
            }
        }
        String plural = word.endsWith("s") ? parts.get(word.substring(0, word.length() - 1)) : null;
        return plural != null ? plural + " Z" : spelled("^" + word.replace("'", "") + "$");
    }

    /** The longest group of letters that the table knows, from left to right. */
    private static String spelled(String word) {
        List<String> sounds = new ArrayList<>();
        int at = 0;
        while (at < word.length()) {
            int end = word.length();
            while (end > at && !LETTERS.containsKey(word.substring(at, end))) {
                end--;
            }
            if (end > at) {
                sounds.add(Objects.requireNonNull(LETTERS.get(word.substring(at, end))));
            }
            at = Math.max(end, at + 1);
        }
        return String.join(" ", sounds).trim().replaceAll(" +", " ");
    }

    private static Map<String, String> letters() {
        Map<String, String> letters = new HashMap<>();
        for (String line : EverydayPhrases.lines("letters.txt")) {
            int space = line.indexOf(' ');
            letters.put(line.substring(0, space), line.substring(space + 1).trim());
        }
        return letters;
    }

    private static void scan(BiConsumer<String, String> reader) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Pronunciations.class.getResourceAsStream(DICTIONARY), DICTIONARY),
                StandardCharsets.US_ASCII))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int space = line.indexOf(' ');
                int variant = line.indexOf('(');
                if (space > 0) {
                    reader.accept(
                            line.substring(0, variant > 0 && variant < space ? variant : space),
                            line.substring(space + 1).trim());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
