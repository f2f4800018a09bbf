package antiphon.agents.knowledge.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The headings that something in a text stands below, from the title down; in Markdown's writing, {@code ## Returns}. */
final class HeadingTrail {
    /** A passage is to be found by its own words; of long headings the inner ones say most. */
    static final int LONGEST = 200;

    private static final String BETWEEN = " › ";
    private static final Pattern HEADING = Pattern.compile("(#{1,6})[ \\t]+(\\S.*?)[ \\t]*#*");

    private record Heading(int level, String words) {}

    private final Deque<Heading> headings = new ArrayDeque<>();

    static boolean startsWithHeading(String paragraph) {
        return paragraph.startsWith("#")
                && HEADING.matcher(paragraph.lines().findFirst().orElse("")).matches();
    }

    /** @param line for which {@link #startsWithHeading} is true */
    void enter(String line) {
        Heading entered = read(line);
        while (goesOutBy(entered)) {
            headings.removeLast();
        }
        headings.addLast(entered);
    }

    /** Whether that heading ends the section of the last one, rather than opening one within it. */
    boolean goesOutBy(String line) {
        return goesOutBy(read(line));
    }

    private boolean goesOutBy(Heading next) {
        return !headings.isEmpty() && headings.getLast().level() >= next.level();
    }

    private static Heading read(String line) {
        Matcher heading = HEADING.matcher(line);
        if (!heading.matches()) {
            throw new IllegalArgumentException("not a heading");
        }
        return new Heading(heading.group(1).length(), heading.group(2));
    }

    /** That, with the trail in a line of its own before it. */
    String before(CharSequence body) {
        return headings.isEmpty() ? body.toString() : this + "\n\n" + body;
    }

    @Override
    public String toString() {
        StringBuilder trail = new StringBuilder();
        for (var inner = headings.descendingIterator(); inner.hasNext(); ) {
            String words = inner.next().words();
            if (trail.isEmpty()) {
                trail.append(words, 0, Math.min(words.length(), LONGEST));
            } else if (trail.length() + BETWEEN.length() + words.length() <= LONGEST) {
                trail.insert(0, words + BETWEEN);
            }
        }
        return trail.toString();
    }
}
