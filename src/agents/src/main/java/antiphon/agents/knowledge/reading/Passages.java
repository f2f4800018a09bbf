package antiphon.agents.knowledge.reading;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Cuts a text into passages: whole sentences, and whole paragraphs where they are short, of about {@value #LENGTH}
 * characters. A passage never goes over a heading, and begins with the {@link HeadingTrail} it stands below, so that it says by
 * itself what it is about. Where a paragraph is cut, the next passage repeats its last sentence.
 */
public final class Passages {
    /** Far within what the embedder that comes with the house reads, 512 tokens: the vector of a long passage is near to nothing. */
    static final int LENGTH = 400;

    /** Rows of tables and entries of lists. */
    private static final Pattern ENTRY = Pattern.compile("\\n(?=\\s*(\\||[-*•]\\s|[0-9]+[.)]\\s))");

    /** Opens or closes a listing, in which a hash begins a comment. */
    private static final Pattern FENCE = Pattern.compile("(?m)^\\s*(```|~~~)");

    private static final int SHORT = 120;
    private static final int LONGEST_REPEATED = 200;

    private final List<String> passages = new ArrayList<>();
    private final HeadingTrail trail = new HeadingTrail();
    private final StringBuilder current = new StringBuilder();
    private boolean onlyRepeated;

    /** Whether nothing stands below the last heading yet. */
    private boolean empty;

    private Passages() {}

    public static List<String> of(String words) {
        Passages cut = new Passages();
        boolean listing = false;
        for (String block : words.split("\\n\\s*\\n", -1)) {
            String paragraph = block.strip();
            while (!listing && HeadingTrail.startsWithHeading(paragraph)) {
                String[] headingAndRest = paragraph.split("\\R", 2);
                cut.heading(headingAndRest[0]);
                paragraph = headingAndRest.length > 1 ? headingAndRest[1].strip() : "";
            }
            for (String part : paragraph.length() > LENGTH ? ENTRY.split(paragraph) : new String[] {paragraph}) {
                if (!part.isBlank()) {
                    cut.paragraph(part.strip());
                }
            }
            listing ^= FENCE.matcher(block).results().count() % 2 == 1;
        }
        cut.close();
        return List.copyOf(cut.passages);
    }

    private void heading(String line) {
        end();
        if (trail.goesOutBy(line)) {
            aloneIfEmpty();
        }
        trail.enter(line);
        empty = true;
    }

    /** Headings below which nothing stands are words of the document too. */
    private void aloneIfEmpty() {
        if (empty) {
            passages.add(trail.toString());
        }
    }

    private void close() {
        end();
        aloneIfEmpty();
    }

    private void paragraph(String paragraph) {
        if (paragraph.length() <= LENGTH) {
            if (current.length() + paragraph.length() > LENGTH) {
                end();
            }
            add(paragraph, "\n\n");
            return;
        }
        if (current.length() > SHORT) {
            end();
        }
        BreakIterator sentences = BreakIterator.getSentenceInstance(Locale.ROOT);
        sentences.setText(paragraph);
        String last = "";
        for (int from = sentences.first(), to = sentences.next();
                to != BreakIterator.DONE;
                from = to, to = sentences.next()) {
            for (String sentence : bounded(paragraph.substring(from, to))) {
                if (current.length() + sentence.length() > LENGTH && !current.isEmpty()) {
                    end();
                    repeat(last);
                }
                add(sentence.strip(), " ");
                last = sentence.strip();
            }
        }
        end();
    }

    /** A “sentence” may be a table or a listing. */
    private static List<String> bounded(String sentence) {
        List<String> parts = new ArrayList<>();
        String rest = sentence;
        while (rest.length() > LENGTH) {
            int at = rest.lastIndexOf(' ', LENGTH);
            int end = at > LENGTH / 2 ? at : LENGTH - (Character.isHighSurrogate(rest.charAt(LENGTH - 1)) ? 1 : 0);
            parts.add(rest.substring(0, end));
            rest = rest.substring(end);
        }
        parts.add(rest);
        return parts;
    }

    private void repeat(String last) {
        if (!last.isEmpty() && last.length() <= LONGEST_REPEATED) {
            current.append(last);
            onlyRepeated = true;
        }
    }

    private void add(String text, String between) {
        if (text.isEmpty()) {
            return;
        }
        if (!current.isEmpty()) {
            current.append(between);
        }
        current.append(text);
        onlyRepeated = false;
    }

    private void end() {
        if (!current.isEmpty() && !onlyRepeated) {
            passages.add(trail.before(current));
            empty = false;
        }
        current.setLength(0);
        onlyRepeated = false;
    }
}
