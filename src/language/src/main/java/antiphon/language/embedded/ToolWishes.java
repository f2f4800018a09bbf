package antiphon.language.embedded;

import antiphon.language.Embedder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Tells by likeness and by words whether what a caller says calls for a tool. Any thread. */
final class ToolWishes {
    private static final double LIKENESS_SHARE = 0.5;
    private static final double UNRELATED = 0.5;
    private static final double SAME = 0.82;
    private static final double ARGUMENT_AT_HAND = 0.15;
    private static final int REMEMBERED = 500;

    private final Embedder embedder;
    private final Map<String, float[]> vectors = new ConcurrentHashMap<>();

    ToolWishes(Embedder embedder) {
        this.embedder = embedder;
    }

    /** @param score 0 to 1.15 */
    record Wish(OfferedTool tool, double score) {}

    Optional<Wish> best(List<OfferedTool> tools, String words) {
        float[] asked = embedder.embed(words);
        Set<String> askedWords = Words.meaningful(words);
        return tools.stream()
                .filter(tool -> !OfferedTool.isSystem(tool.name()))
                .map(tool -> new Wish(tool, score(tool, words, asked, askedWords)))
                .reduce((a, b) -> b.score() > a.score() ? b : a);
    }

    private double score(OfferedTool tool, String words, float[] asked, Set<String> askedWords) {
        double near = Math.clamp((Knowledge.cosine(asked, vector(tool)) - UNRELATED) / (SAME - UNRELATED), 0, 1);
        Set<String> told = Words.meaningful(tool.searched());
        long shared = askedWords.stream().filter(told::contains).count();
        double share = askedWords.isEmpty() ? 0 : (double) shared / askedWords.size();
        boolean atHand = shared > 0
                && tool.required().stream()
                        .anyMatch(
                                parameter -> !parameter.spokenName().matches(".*(query|question|message|text|reason).*")
                                        && Arguments.find(parameter, words, false)
                                                .isPresent());
        return LIKENESS_SHARE * near + (1 - LIKENESS_SHARE) * share + (atHand ? ARGUMENT_AT_HAND : 0);
    }

    private float[] vector(OfferedTool tool) {
        if (vectors.size() > REMEMBERED) {
            vectors.clear();
        }
        return vectors.computeIfAbsent(tool.searched(), embedder::embed);
    }
}
