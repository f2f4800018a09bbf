package antiphon.agents.knowledge.reading;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;
import org.xml.sax.helpers.DefaultHandler;

/** Hears the XHTML that a parser makes of a document, and keeps its structure and its words; nothing else of it. */
final class Rendering extends DefaultHandler {
    private static final Set<String> SHOWN = Set.of(
            "p",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "ul",
            "ol",
            "li",
            "table",
            "thead",
            "tbody",
            "tr",
            "td",
            "th",
            "blockquote",
            "pre",
            "dl",
            "dt",
            "dd",
            "br");
    private static final Set<String> BREAKS = Set.of("div", "section", "article", "main", "header", "footer", "nav");
    private static final Set<String> SILENT = Set.of("head", "title", "script", "style", "template");
    private static final Pattern HEADING = Pattern.compile("h[1-6]");
    private static final Set<String> CELLS = Set.of("td", "th");

    /** Ends the reading. */
    static final class TooLong extends SAXException {
        private static final long serialVersionUID = 1L;
    }

    private final int mostCharacters;
    private final StringBuilder html = new StringBuilder();
    private final StringBuilder words = new StringBuilder();
    private final Deque<String> silent = new ArrayDeque<>();

    Rendering(int mostCharacters) {
        this.mostCharacters = mostCharacters;
    }

    @Override
    public void startElement(String uri, String localName, String qualified, Attributes attributes) {
        String name = name(localName, qualified);
        if (SILENT.contains(name)) {
            silent.push(name);
        } else if (silent.isEmpty() && SHOWN.contains(name)) {
            html.append('<').append(name).append('>');
            breakBefore(name);
            if (HEADING.matcher(name).matches()) {
                words.append("#".repeat(name.charAt(1) - '0')).append(' ');
            }
        } else if (silent.isEmpty() && BREAKS.contains(name)) {
            breakBefore(name);
        }
    }

    @Override
    public void endElement(String uri, String localName, String qualified) {
        String name = name(localName, qualified);
        if (name.equals(silent.peek())) {
            silent.pop();
        } else if (silent.isEmpty() && SHOWN.contains(name)) {
            if (!name.equals("br")) {
                html.append("</").append(name).append(">\n");
            }
            breakBefore(name);
        } else if (silent.isEmpty() && BREAKS.contains(name)) {
            breakBefore(name);
        }
    }

    private void breakBefore(String name) {
        if (CELLS.contains(name)) {
            words.append(' ');
        } else {
            words.append(name.equals("br") || name.equals("tr") || name.equals("li") ? "\n" : "\n\n");
        }
    }

    @Override
    public void characters(char[] text, int start, int length) throws SAXException {
        if (!silent.isEmpty()) {
            return;
        }
        if (words.length() + length > mostCharacters) {
            throw new TooLong();
        }
        String piece = storable(new String(text, start, length));
        words.append(piece);
        html.append(Extract.escaped(piece));
    }

    @Override
    public void ignorableWhitespace(char[] text, int start, int length) throws SAXException {
        characters(text, start, length);
    }

    /** The database keeps no zero characters, and halves of pairs are no characters. */
    private static String storable(String piece) {
        return piece.replace("\0", "").replaceAll("[\\uD800-\\uDBFF](?![\\uDC00-\\uDFFF])", "\uFFFD");
    }

    private static String name(String localName, String qualified) {
        return (localName.isEmpty() ? qualified : localName).toLowerCase(Locale.ROOT);
    }

    String html() {
        return html.toString().strip();
    }

    /** Plain text; a heading is a line in Markdown's writing, so that what is cut of the text knows where it stood. */
    String words() {
        return words.toString()
                .replaceAll("[ \\t\\x0B\\f\\u00A0]+", " ")
                .replaceAll(" ?\\R ?", "\n")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }
}
