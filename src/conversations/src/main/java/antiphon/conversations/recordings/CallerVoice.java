package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Lays the caller's frames on the call's time line. They were counted by another clock, the caller's sound card, and come
 * late, bunched, or not at all.
 *
 * <p>A frame was said no later than it came, and no later than the frames after it allow, each of which is 20 ms long: so
 * frames that were held up together fall back to where they belong as soon as the last of them has come. Where that place
 * is about the end of the frame before, the frame follows it without a gap; where it has crept away because the two clocks
 * differ, the frame is stretched or squeezed by a sample until it fits; where it is later than the network explains, frames
 * were lost and silence takes their place.
 */
final class CallerVoice {
    /** 5 ms: nearer than that, frames lie end to end as they came. */
    private static final int NEAR_SAMPLES = AudioFrame.SAMPLE_RATE_HZ / 200;
    /** 15 ms: as late as that, something is missing, unless the network holds other frames up for longer. */
    private static final int MISSING_SAMPLES = AudioFrame.SAMPLE_RATE_HZ * 15 / 1000;
    /** A caller who is far behind catches up by 3 of 100 at most, hardly audible. */
    private static final int MOST_BENT_SAMPLES = 10;

    private static final int BENT_BY_ONE_FOR_EACH_SAMPLES = 160;
    /** 10 s. Whoever sends sound that much faster than it can be said is not recorded meanwhile. */
    private static final int MOST_AHEAD_SAMPLES = 10 * AudioFrame.SAMPLE_RATE_HZ;

    private record Arrived(AudioFrame frame, long due) {}

    private final Deque<Arrived> waiting = new ArrayDeque<>();
    private final Deque<Placed> placed = new ArrayDeque<>();
    private boolean begun;
    private long end;

    /** @param cameAt the sample at which the frame was there, which is not before its end */
    void add(AudioFrame frame, long cameAt) {
        waiting.add(new Arrived(frame, cameAt - AudioFrame.LENGTH_SAMPLES));
    }

    /** What lies after all that was heard so far. */
    long end() {
        return end;
    }

    /** @return the samples from one moment until another, to which nothing is added any more */
    short[] take(long from, long until) {
        place(from, until);
        return Placed.take(placed, from, until);
    }

    /**
     * Finds a place for all that was said before a moment.
     *
     * @param from what is before this was taken already
     */
    void place(long from, long until) {
        Deque<Long> places = places();
        long missing = Math.max(MISSING_SAMPLES, heldUp(places));
        for (long place : places) {
            if (place >= until) {
                return;
            }
            lay(waiting.remove().frame().samples(), place, missing, from, until);
        }
    }

    /** By how much the latest of the frames came too late: on a network that holds frames up, late is not yet lost. */
    private long heldUp(Deque<Long> places) {
        long longest = 0;
        Iterator<Long> place = places.iterator();
        for (Arrived frame : waiting) {
            longest = Math.max(longest, frame.due() - place.next());
        }
        return longest;
    }

    private Deque<Long> places() {
        Deque<Long> places = new ArrayDeque<>(waiting.size());
        @Nullable Long next = null;
        for (Iterator<Arrived> back = waiting.descendingIterator(); back.hasNext(); ) {
            long due = back.next().due();
            next = next == null ? due : Math.min(due, next - AudioFrame.LENGTH_SAMPLES);
            places.addFirst(next);
        }
        return places;
    }

    private void lay(short[] samples, long place, long missing, long from, long until) {
        long follows = Math.max(end, from);
        if (follows - until > MOST_AHEAD_SAMPLES) {
            return;
        }
        long late = place - follows;
        if (!begun || late >= missing) {
            begun = true;
            follows = Math.max(place, from);
            late = 0;
        }
        short[] fitting = Math.abs(late) <= NEAR_SAMPLES ? samples : bent(samples, bend(late));
        placed.add(new Placed(follows, fitting));
        end = follows + fitting.length;
    }

    private static int bend(long late) {
        long most = Math.clamp(Math.abs(late) / BENT_BY_ONE_FOR_EACH_SAMPLES, 1, MOST_BENT_SAMPLES);
        return (int) (late > 0 ? most : -most);
    }

    /** The same sound, longer or shorter by some samples, which lie on the lines between the old ones. */
    private static short[] bent(short[] samples, int more) {
        short[] bent = new short[samples.length + more];
        double step = (samples.length - 1) / (double) (bent.length - 1);
        for (int i = 0; i < bent.length; i++) {
            double at = i * step;
            int before = Math.min((int) at, samples.length - 2);
            bent[i] = (short) Math.round(samples[before] + (samples[before + 1] - samples[before]) * (at - before));
        }
        return bent;
    }
}
