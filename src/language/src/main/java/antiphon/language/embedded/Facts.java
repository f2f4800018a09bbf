package antiphon.language.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads instructions as a person would who looks for facts: headings, lists, tables, questions with answers, prose. */
final class Facts {
    private static final Pattern MARKDOWN_HEADING = Pattern.compile("^#{1,6}\\s+(.+?)\\s*#*$");
    private static final Pattern BOLD_HEADING = Pattern.compile("^\\*\\*([^*]{2,60}?):?\\*\\*:?$");
    private static final Pattern TAG = Pattern.compile("^</?([A-Za-z][\\w -]{0,40})>$");
    private static final Pattern COLON_HEADING = Pattern.compile("^([^.!?:]{2,50}):$");
    private static final Pattern ITEM = Pattern.compile("^(?:[-*•+]|[0-9]{1,2}[.)])\\s+(.+)$");
    private static final Pattern QUESTION =
            Pattern.compile("(?i)^(?:\\*\\*)?(?:q|question|f|frage|p|pregunta)\\s?[0-9]*[:.](?:\\*\\*)?\\s+(.+)$");
    private static final Pattern ANSWER = Pattern.compile(
            "(?i)^(?:\\*\\*)?(?:a|answer|antwort|r|respuesta|réponse)\\s?[0-9]*[:.](?:\\*\\*)?\\s+(.+)$");
    private static final int LONGEST_ITEM = 180;

    private final List<Fact> facts = new ArrayList<>();
    private final List<String> paragraph = new ArrayList<>();
    private final List<String> columns = new ArrayList<>();
    private String topic = "";
    private String question = "";
    private boolean orders;
    private boolean ordersAround;

    private Facts() {}

    static List<Fact> in(String instructions) {
        Facts reader = new Facts();
        instructions.lines().map(String::strip).forEach(reader::read);
        reader.endParagraph();
        return List.copyOf(reader.facts);
    }

    private void read(String line) {
        if (line.isEmpty() || line.matches("[-=_*]{3,}")) {
            endParagraph();
            columns.clear();
            return;
        }
        Optional<String> heading = heading(line);
        if (heading.isPresent()) {
            endParagraph();
            enter(
                    Sentences.unmarked(heading.get()).replaceAll(":$", ""),
                    COLON_HEADING.matcher(line).matches());
            return;
        }
        Matcher asked = QUESTION.matcher(line);
        Matcher answered = ANSWER.matcher(line);
        Matcher item = ITEM.matcher(line);
        if (asked.matches()) {
            endParagraph();
            question = Sentences.unmarked(asked.group(1));
        } else if (answered.matches()) {
            endParagraph();
            add(new Fact(Sentences.spoken(answered.group(1)), topic, question));
            question = "";
        } else if (line.startsWith("|")) {
            endParagraph();
            readRow(line);
        } else if (item.matches()) {
            endParagraph();
            readItem(item.group(1));
        } else {
            paragraph.add(line);
        }
    }

    /** A line with a colon heads a part of its section: what is for the agent alone stays so. */
    private void enter(String heading, boolean part) {
        topic = heading;
        boolean own = Orders.isSection(heading) || Orders.isOrder(heading);
        ordersAround = part ? ordersAround : own;
        orders = own || ordersAround;
    }

    private static Optional<String> heading(String line) {
        for (Pattern form : List.of(MARKDOWN_HEADING, BOLD_HEADING, COLON_HEADING, TAG)) {
            Matcher matcher = form.matcher(line);
            if (matcher.matches()) {
                return Optional.of(line.startsWith("</") ? "" : matcher.group(1).replace('_', ' '));
            }
        }
        boolean shouted =
                line.length() <= 50 && line.matches("[\\p{Lu}\\p{N} &/,'-]{4,}") && line.matches(".*\\p{Lu}{3}.*");
        return shouted
                ? Optional.of(line.charAt(0) + line.substring(1).toLowerCase(java.util.Locale.ROOT))
                : Optional.empty();
    }

    private void readItem(String text) {
        if (text.length() <= LONGEST_ITEM) {
            addSentence(text);
        } else {
            Sentences.of(text).forEach(this::addSentence);
        }
    }

    private void readRow(String line) {
        List<String> cells = new ArrayList<>();
        for (String cell : line.replaceAll("^\\||\\|$", "").split("\\|", -1)) {
            cells.add(Sentences.unmarked(cell));
        }
        if (cells.stream().allMatch(cell -> cell.matches("[-: ]*"))) {
            return;
        }
        if (columns.isEmpty()) {
            columns.addAll(cells);
            return;
        }
        StringBuilder row = new StringBuilder(cells.getFirst());
        for (int i = 1; i < cells.size(); i++) {
            String name = i < columns.size() ? columns.get(i) + " " : "";
            row.append(i == 1 ? ": " : ", ").append(name).append(cells.get(i));
        }
        addSentence(row.toString());
    }

    private void endParagraph() {
        String text = String.join(" ", paragraph);
        paragraph.clear();
        if (!text.isEmpty() && !question.isEmpty()) {
            add(new Fact(Sentences.spoken(text), topic, question));
            question = "";
        } else {
            Sentences.of(text).forEach(this::addSentence);
        }
    }

    private void addSentence(String sentence) {
        String plain = Sentences.unmarked(sentence);
        Optional<Fact> told = Orders.toldBy(plain, orders ? "" : topic);
        if (told.isPresent()) {
            add(told.get());
        } else if (!orders && !Orders.isOrder(plain) && plain.contains(" ") && !plain.endsWith("?")) {
            add(new Fact(Sentences.spoken(plain), topic, ""));
        }
    }

    private void add(Fact fact) {
        if (!fact.text().isEmpty() && !fact.text().contains("{{")) {
            facts.add(fact);
        }
    }
}
