package antiphon.simulation;

import jakarta.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user where no language model is to be had: says what the part quotes, or else the sentences of the part, one after
 * the other, whatever the agent says, and then nothing more.
 */
final class ReadingUser implements SimulatedUser {
    private static final Pattern QUOTED =
            Pattern.compile("[\"“„«]([^\"“”„«»]+)[\"”“»]|(?<![\\p{L}\\p{N}])'([^']+)'(?![\\p{L}])");
    private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.!?])\\s+|\\n+");

    private final Deque<String> lines = new ArrayDeque<>();

    ReadingUser(String part) {
        Matcher quoted = QUOTED.matcher(part);
        while (quoted.find()) {
            lines.add((quoted.group(1) != null ? quoted.group(1) : quoted.group(2)).strip());
        }
        if (lines.isEmpty()) {
            for (String sentence : SENTENCE_ENDS.split(part)) {
                if (!sentence.isBlank()) {
                    lines.add(sentence.strip());
                }
            }
        }
    }

    @Override
    public Optional<String> next(List<JsonObject> transcript) {
        return Optional.ofNullable(lines.poll());
    }
}
