package antiphon.agents.redaction;

/**
 * A piece of a text.
 *
 * @param end after its last character
 */
record Span(int start, int end) {
    boolean overlaps(Span other) {
        return start < other.end && other.start < end;
    }
}
