package antiphon.language.embedded;

/**
 * Something the instructions tell about the world.
 *
 * @param text fit to be spoken
 * @param topic the heading it stands under; empty when none
 * @param question the question it answers, where the instructions name one; otherwise empty
 */
record Fact(String text, String topic, String question) {
    /** The words by which it is found. */
    String searched() {
        StringBuilder words = new StringBuilder();
        if (!topic.isEmpty()) {
            words.append(topic).append(": ");
        }
        if (!question.isEmpty()) {
            words.append(question).append(' ');
        }
        return words.append(text).toString();
    }
}
