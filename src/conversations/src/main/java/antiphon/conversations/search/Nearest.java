package antiphon.conversations.search;

import antiphon.api.Cursor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Looks at parts of messages as they pass by, those of one message one after another, and remembers the messages that are
 * nearest in meaning, each by its nearest part. One thread.
 */
final class Nearest {
    private static final double MILLION = 1e6;
    private static final int KEY_LENGTH = 4;

    private final PriorityQueue<Near> best = new PriorityQueue<>();
    private final int most;
    private final Optional<Near> after;
    private @Nullable Near latest;

    /**
     * @param most how many are remembered
     * @param after the last one that was shown; this and all nearer ones are passed over
     */
    Nearest(int most, Optional<Near> after) {
        this.most = most;
        this.after = after;
    }

    /**
     * A part of a message. The nearer, the greater.
     *
     * @param millionths of the cosine, so that it is the same on every page
     * @param begins where in the message, and where it {@code ends}, in characters
     */
    record Near(long millionths, Instant startedAt, String conversationId, int position, int begins, int ends)
            implements Comparable<Near> {
        private static final Comparator<Near> ORDER = Comparator.comparingLong(Near::millionths)
                .thenComparing(Near::startedAt)
                .thenComparing(Near::conversationId)
                .thenComparingInt(Near::position);

        static long measure(double cosine) {
            return Math.round(cosine * MILLION);
        }

        boolean isOfSameMessage(Near other) {
            return position == other.position && conversationId.equals(other.conversationId);
        }

        @Override
        public int compareTo(Near other) {
            return ORDER.compare(this, other);
        }

        Cursor asCursor(String order) {
            return new Cursor(
                    order,
                    List.of(
                            String.valueOf(millionths),
                            startedAt.toString(),
                            conversationId,
                            String.valueOf(position)));
        }

        static Near read(Cursor cursor) {
            List<String> key = cursor.key();
            try {
                return new Near(
                        Long.parseLong(key.getFirst()),
                        Instant.parse(key.get(1)),
                        key.get(2),
                        Integer.parseInt(key.getLast()),
                        0,
                        0);
            } catch (DateTimeException | NumberFormatException made) {
                throw Cursor.refusal();
            }
        }

        static int keyLength() {
            return KEY_LENGTH;
        }
    }

    void pass(Near part) {
        Near known = latest;
        if (known == null || !known.isOfSameMessage(part)) {
            remember(known);
            latest = part;
        } else if (part.millionths > known.millionths) {
            latest = part;
        }
    }

    private void remember(@Nullable Near message) {
        if (message == null || after.isPresent() && message.compareTo(after.get()) >= 0) {
            return;
        }
        best.add(message);
        if (best.size() > most) {
            best.remove();
        }
    }

    /** When all have passed: the nearest first. */
    List<Near> all() {
        remember(latest);
        latest = null;
        return best.stream().sorted(Comparator.reverseOrder()).toList();
    }
}
