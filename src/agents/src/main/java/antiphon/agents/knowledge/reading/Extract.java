package antiphon.agents.knowledge.reading;

/**
 * What was read of a document.
 *
 * @param html elements of structure only, without attributes: fit to be shown anywhere
 * @param words as plain text, paragraphs by empty lines
 * @param pages as the document counts them, or as many as its text would fill; at least 1
 */
public record Extract(String html, String words, String mediaType, int pages) {
    private static final int CHARACTERS_A_PAGE = 3000;

    /** Of plain text. */
    public static Extract of(String words) {
        StringBuilder html = new StringBuilder();
        for (String paragraph : words.split("\\R\\s*\\R", -1)) {
            if (!paragraph.isBlank()) {
                html.append("<p>").append(escaped(paragraph.strip())).append("</p>\n");
            }
        }
        return new Extract(html.toString(), words, "text/plain", pages(words));
    }

    static int pages(String words) {
        return 1 + Math.max(0, words.length() - 1) / CHARACTERS_A_PAGE;
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
