package antiphon.conversations.tools;

/** What a line can do because it is a telephone's. Any thread; nothing blocks. */
public interface Telephone {
    /** A line that is none: a browser's socket, a text. */
    Telephone NONE = new Telephone() {
        @Override
        public boolean transfers() {
            return false;
        }

        @Override
        public boolean press(String keys, boolean outOfBand) {
            return false;
        }
    };

    /** Whether the caller can be connected elsewhere. */
    boolean transfers();

    /**
     * Presses keys, as a caller would.
     *
     * @param keys of {@code 0-9 * #}; {@code w} is a pause of 0.5 s, {@code W} one of 1 s
     * @param outOfBand as events beside the sound (RFC 4733), where the line can
     * @return whether this line can
     */
    boolean press(String keys, boolean outOfBand);
}
