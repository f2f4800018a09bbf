package antiphon.analysis.judging;

import antiphon.analysis.judging.Answers.Found;
import antiphon.analysis.judging.Verdict.Result;
import antiphon.api.Json;
import antiphon.language.Embedder;
import jakarta.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Analyses without a language model, and says what it cannot tell.
 *
 * <ul>
 *   <li>A criterion: words that it quotes must be said by the agent, or must not where a no stands before them; else, where
 *       there is no "no" in it, something very near to it in meaning is a success. Otherwise it is unknown.
 *   <li>A value with choices: the one that the caller named, if it is one alone.
 *   <li>A number or an address of e-mail: the one of the caller's sentences, if there is one alone in all he said.
 *   <li>Anything else is null. What the knowledge base says is not looked at.
 *   <li>The summary quotes how the caller began and counts who spoke how often.
 * </ul>
 */
public final class RuleAnalyst implements Analyst {
    public static final String NAME = "antiphon-rules";
    private static final double VERY_NEAR = 0.8;
    private static final int TITLE_WORDS = 6;
    private static final Pattern QUOTED = Pattern.compile("[\"“„]([^\"“”„]+)[\"”“]");
    private static final Pattern NO =
            Pattern.compile("\\b(not|never|no|without|avoid|avoids|refuse|refuses|nor)\\b|n't\\b");
    private static final Pattern SENTENCE_ENDS = Pattern.compile("(?<=[.!?])\\s+|\\n+");
    private static final Pattern NUMBER = Pattern.compile("(?<![\\p{L}\\p{N}.,-])-?\\d+(\\.\\d+)?(?![\\p{L}\\p{N}])");
    private static final Pattern EMAIL = Pattern.compile("[\\p{Alnum}._%+-]+@[\\p{Alnum}-]+(\\.[\\p{Alnum}-]+)+");
    private static final String CANNOT_TELL =
            "No language model is set up that could tell, and the rules in its place cannot.";

    private final Optional<Embedder> embedder;

    public RuleAnalyst(Optional<Embedder> embedder) {
        this.embedder = embedder;
    }

    @Override
    public Answers answer(Questions questions) {
        Map<String, Verdict> verdicts = new LinkedHashMap<>();
        questions.criteria().forEach(criterion -> verdicts.put(criterion.id(), judge(criterion, questions)));
        Map<String, Found> values = new LinkedHashMap<>();
        questions.points().forEach(point -> values.put(point.id(), find(point, questions.userWords())));
        return new Answers(
                verdicts,
                values,
                Result.UNKNOWN,
                summary(questions),
                questions.userWords().stream().findFirst().map(RuleAnalyst::title),
                NAME,
                Optional.empty(),
                0,
                0);
    }

    private Verdict judge(Criterion criterion, Questions questions) {
        String said = String.join("\n", questions.agentWords());
        return quotes(criterion.goal(), said)
                .or(() -> likeness(criterion.goal(), said))
                .orElseGet(() -> Verdict.unknown(CANNOT_TELL));
    }

    private static Optional<Verdict> quotes(String goal, String said) {
        StringBuilder wrong = new StringBuilder();
        StringBuilder right = new StringBuilder();
        for (String sentence : SENTENCE_ENDS.split(goal)) {
            Matcher quoted = QUOTED.matcher(sentence);
            while (quoted.find()) {
                String words = quoted.group(1);
                boolean unwanted =
                        NO.matcher(plain(sentence.substring(0, quoted.start()))).find();
                boolean there = plain(said).contains(plain(words));
                (there == unwanted ? wrong : right)
                        .append(there ? "The agent said “" : "The agent did not say “")
                        .append(words)
                        .append("”. ");
            }
        }
        if (!wrong.isEmpty()) {
            return Optional.of(new Verdict(Result.FAILURE, wrong.toString().strip(), -1));
        }
        return right.isEmpty()
                ? Optional.empty()
                : Optional.of(new Verdict(Result.SUCCESS, right.toString().strip(), -1));
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("[^\\p{L}\\p{N}' ]", " ")
                .replaceAll("\\s+", " ")
                .strip();
    }

    private Optional<Verdict> likeness(String goal, String said) {
        if (embedder.isEmpty()
                || goal.isBlank()
                || said.isBlank()
                || NO.matcher(plain(goal)).find()) {
            return Optional.empty();
        }
        float[] wanted = embedder.get().embed(goal);
        double likeness = embedder.get().embed(List.of(SENTENCE_ENDS.split(said))).stream()
                .mapToDouble(sentence -> cosine(wanted, sentence))
                .max()
                .orElse(0);
        return likeness < VERY_NEAR
                ? Optional.empty()
                : Optional.of(new Verdict(
                        Result.SUCCESS,
                        String.format(
                                Locale.ROOT, "What the agent said is very near in meaning (likeness %.2f).", likeness),
                        -1));
    }

    private static double cosine(float[] one, float[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (double) one[i] * other[i];
        }
        return sum;
    }

    private static Found find(DataPoint point, List<String> userWords) {
        String all = String.join("\n", userWords);
        if (!point.choices().isEmpty()) {
            return alone(point.choices().stream().filter(choice -> isSaid(choice, all)), "named");
        }
        return switch (point.type()) {
            case "integer", "number" -> alone(matches(NUMBER, all), "said");
            case "string" ->
                plain(point.id() + " " + point.description()).matches(".*\\be ?mail\\b.*")
                        ? alone(matches(EMAIL, all), "said")
                        : nothing();
            default -> nothing();
        };
    }

    private static boolean isSaid(String choice, String all) {
        return (" " + plain(all) + " ").contains(" " + plain(choice) + " ");
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group());
    }

    private static Found alone(Stream<String> candidates, String how) {
        List<String> different = candidates.distinct().toList();
        return different.size() == 1
                ? new Found(Json.createValue(different.getFirst()), "It is the only one that the caller " + how + ".")
                : nothing();
    }

    private static Found nothing() {
        return new Found(JsonValue.NULL, CANNOT_TELL);
    }

    private static String summary(Questions questions) {
        String opening = questions.userWords().stream()
                .findFirst()
                .map(words -> " The caller began: " + words)
                .orElse("");
        return "The caller spoke " + questions.userWords().size() + " times, the agent "
                + questions.agentWords().size() + " times." + opening;
    }

    private static String title(String words) {
        return Stream.of(words.strip().split("\\s+"))
                .limit(TITLE_WORDS)
                .reduce((one, other) -> one + " " + other)
                .orElse("");
    }
}
