package antiphon.simulation.judging;

import antiphon.language.Embedder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges without a language model, by three rules in this order, and says what it cannot tell.
 *
 * <ol>
 *   <li>Words that the condition quotes must be said, or must not where a no stands before them in their sentence.
 *   <li>Where there are examples, the one that is nearest in meaning decides, if it is near and clearly nearer than those
 *       of the other side.
 *   <li>A condition without a no is met by what is very near to it in meaning; far from it, nothing is known.
 * </ol>
 */
final class RuleJudge implements Judge {
    private static final double NEAR = 0.65;
    private static final double VERY_NEAR = 0.8;
    private static final double CLEARLY = 0.02;
    private static final Pattern QUOTED =
            Pattern.compile("[\"“„«]([^\"“”„«»]+)[\"”“»]|(?<![\\p{L}\\p{N}])'([^']+)'(?![\\p{L}])");
    private static final Pattern NO =
            Pattern.compile("\\b(not|never|no|without|n't|avoid|avoids|refuse|refuses|nor)\\b|n't\\b");
    private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.!?])\\s+|\\n+");

    private final Optional<Embedder> embedder;

    RuleJudge(Optional<Embedder> embedder) {
        this.embedder = embedder;
    }

    @Override
    public Verdict judge(Question question) {
        String said = question.subject().isBlank() ? agentsWords(question.evidence()) : question.subject();
        if (said.isBlank()) {
            return Verdict.failure("The agent said nothing.");
        }
        return quotes(question.condition(), said)
                .or(() -> examples(question, said))
                .or(() -> likeness(question.condition(), said))
                .orElseGet(() -> Verdict.unknown(
                        "No language model is set up that could judge this, and the rules that judge in its place"
                                + " cannot tell: quote words that must be said, or give examples."));
    }

    @Override
    public String summary(String evidence) {
        List<String> lines = evidence.lines()
                .filter(line -> line.matches("(user|agent): .*"))
                .toList();
        long users = lines.stream().filter(line -> line.startsWith("user: ")).count();
        String opening = lines.stream()
                .filter(line -> line.startsWith("user: "))
                .findFirst()
                .map(line -> " The user began: " + line.substring("user: ".length()))
                .orElse("");
        return "The user spoke " + users + " times, the agent " + (lines.size() - users) + " times." + opening;
    }

    private static String agentsWords(String evidence) {
        return String.join(
                "\n",
                evidence.lines()
                        .filter(line -> line.startsWith("agent: "))
                        .map(line -> line.substring("agent: ".length()))
                        .toList());
    }

    private static Optional<Verdict> quotes(String condition, String said) {
        List<String> wrong = new ArrayList<>();
        List<String> right = new ArrayList<>();
        for (String sentence : SENTENCE_ENDS.split(condition)) {
            Matcher quoted = QUOTED.matcher(sentence);
            while (quoted.find()) {
                String words = quoted.group(1) != null ? quoted.group(1) : quoted.group(2);
                boolean unwanted =
                        NO.matcher(plain(sentence.substring(0, quoted.start()))).find();
                boolean there = plain(said).contains(plain(words));
                (there == unwanted ? wrong : right).add((there ? "It says “" : "It does not say “") + words + "”.");
            }
        }
        if (!wrong.isEmpty()) {
            return Optional.of(Verdict.failure(String.join(" ", wrong)));
        }
        return right.isEmpty() ? Optional.empty() : Optional.of(Verdict.success(String.join(" ", right)));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}' ]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private Optional<Verdict> examples(Question question, String said) {
        if (embedder.isEmpty() || (question.good().isEmpty() && question.bad().isEmpty())) {
            return Optional.empty();
        }
        double good = nearest(question.good(), said);
        double bad = nearest(question.bad(), said);
        if (Math.max(good, bad) < NEAR || Math.abs(good - bad) < CLEARLY) {
            return Optional.empty();
        }
        String measure =
                String.format(Locale.ROOT, " (likeness %.2f against %.2f).", Math.max(good, bad), Math.min(good, bad));
        return Optional.of(
                good > bad
                        ? Verdict.success("It is nearest in meaning to an example of success" + measure)
                        : Verdict.failure("It is nearest in meaning to an example of failure" + measure));
    }

    private Optional<Verdict> likeness(String condition, String said) {
        if (embedder.isEmpty()
                || condition.isBlank()
                || NO.matcher(plain(condition)).find()) {
            return Optional.empty();
        }
        double likeness = nearest(List.of(SENTENCE_ENDS.split(said)), condition);
        return likeness < VERY_NEAR
                ? Optional.empty()
                : Optional.of(Verdict.success(String.format(
                        Locale.ROOT,
                        "What it says is very near in meaning to the condition (likeness %.2f).",
                        likeness)));
    }

    /** The greatest cosine, 0 where there is nothing to compare. */
    private double nearest(List<String> texts, String to) {
        if (texts.isEmpty()) {
            return 0;
        }
        Embedder vectors = embedder.orElseThrow();
        float[] one = vectors.embed(to);
        return vectors.embed(texts).stream()
                .mapToDouble(other -> cosine(one, other))
                .max()
                .orElse(0);
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }
}
