package antiphon.conversations.recordings;

import java.util.Arrays;
import java.util.Deque;

/**
 * Sound with its place on the time line.
 *
 * @param at the first sample's number, from the beginning of the call
 */
record Placed(long at, short[] samples) {
    long end() {
        return at + samples.length;
    }

    /** Without what lies at this sample or after it. */
    Placed before(long cut) {
        return new Placed(at, Arrays.copyOf(samples, (int) Math.max(0, Math.min(samples.length, cut - at))));
    }

    /**
     * Mixes down one side, which is in order and does not overlap, and drops what is over.
     *
     * @return the samples of this stretch; silence where nothing lies
     */
    static short[] take(Deque<Placed> side, long from, long until) {
        short[] taken = new short[Math.toIntExact(until - from)];
        for (Placed sound = side.peek(); sound != null && sound.at() < until; sound = side.peek()) {
            long begin = Math.max(sound.at(), from);
            long end = Math.min(sound.end(), until);
            if (end > begin) {
                System.arraycopy(
                        sound.samples(), (int) (begin - sound.at()), taken, (int) (begin - from), (int) (end - begin));
            }
            if (sound.end() > until) {
                break;
            }
            side.remove();
        }
        return taken;
    }
}
