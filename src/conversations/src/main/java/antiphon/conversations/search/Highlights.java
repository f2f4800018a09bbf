package antiphon.conversations.search;

import antiphon.api.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;

/** Where in a message the words are that were looked for. */
final class Highlights {
    /** Characters that mean nothing to anybody mark a hit in what PostgreSQL gives back. */
    static final char START = '\uE000';

    static final char STOP = '\uE001';

    /** For {@code ts_headline}. */
    static final String OPTIONS = "HighlightAll=true, StartSel=" + START + ", StopSel=" + STOP;

    private Highlights() {}

    /** The marked text in the contract's segments. */
    static JsonArray segments(String marked) {
        JsonArrayBuilder segments = Json.createArrayBuilder();
        int from = 0;
        boolean hit = false;
        for (int i = 0; i <= marked.length(); i++) {
            boolean end = i == marked.length();
            if (end || marked.charAt(i) == START || marked.charAt(i) == STOP) {
                if (i > from) {
                    segments.add(Json.createObjectBuilder()
                            .add("value", marked.substring(from, i))
                            .add("is_hit", hit));
                }
                hit = !end && marked.charAt(i) == START;
                from = i + 1;
            }
        }
        return segments.build();
    }
}
