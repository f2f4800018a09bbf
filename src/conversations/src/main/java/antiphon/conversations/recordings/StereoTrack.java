package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Both voices of a call on one time line: the caller left, the agent right, {@value AudioFrame#SAMPLE_RATE_HZ} Hz. The
 * caller's frames lie end to end as long as they come about when they should; the agent's lie where the caller hears them.
 * Any thread.
 */
final class StereoTrack {
    static final int BYTES_PER_SAMPLE_PAIR = 4;

    /** Frames this late still follow the one before them: networks bunch them. */
    private static final long TOLERANCE_SAMPLES = AudioFrame.SAMPLE_RATE_HZ / 4;

    private record Placed(long at, short[] samples) {
        long end() {
            return at + samples.length;
        }
    }

    private final Instant start;
    private final Deque<Placed> caller = new ArrayDeque<>();
    private final Deque<Placed> agent = new ArrayDeque<>();
    private long callerEnd;
    private long agentEnd;
    private long written;

    StereoTrack(Instant start) {
        this.start = start;
    }

    /** @param heard when the frame came, at its end */
    synchronized void caller(AudioFrame frame, Instant heard) {
        long due = position(heard) - AudioFrame.LENGTH_SAMPLES;
        long at = Math.abs(due - callerEnd) <= TOLERANCE_SAMPLES ? callerEnd : Math.max(due, callerEnd);
        caller.add(new Placed(at, frame.samples()));
        callerEnd = at + AudioFrame.LENGTH_SAMPLES;
    }

    /** @param heard when the caller begins to hear the frame */
    synchronized void agent(AudioFrame frame, Instant heard) {
        long at = Math.max(position(heard), agentEnd);
        agent.add(new Placed(at, frame.samples()));
        agentEnd = at + AudioFrame.LENGTH_SAMPLES;
    }

    /** What the agent would have been heard to say after this moment is not heard. */
    synchronized void cutAgent(Instant moment) {
        long cut = position(moment);
        agent.removeIf(frame -> frame.at() >= cut);
        agentEnd = agent.isEmpty() ? Math.min(agentEnd, cut) : agent.getLast().end();
    }

    /** Sample pairs, little-endian, from where the last taking ended up to this moment. */
    synchronized byte[] take(Instant moment) {
        return take(position(moment));
    }

    /** All that is left: up to this moment, beyond which nothing is heard. */
    synchronized byte[] takeRest(Instant moment) {
        return take(Math.max(position(moment), Math.min(callerEnd, position(moment) + TOLERANCE_SAMPLES)));
    }

    private byte[] take(long until) {
        if (until <= written) {
            return new byte[0];
        }
        int length = Math.toIntExact(until - written);
        short[] left = copy(caller, until, length);
        short[] right = copy(agent, until, length);
        ByteBuffer pairs = ByteBuffer.allocate(length * BYTES_PER_SAMPLE_PAIR).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            pairs.putShort(left[i]).putShort(right[i]);
        }
        written = until;
        return pairs.array();
    }

    private short[] copy(Deque<Placed> side, long until, int length) {
        short[] samples = new short[length];
        for (Placed frame : side) {
            long from = Math.max(frame.at(), written);
            long to = Math.min(frame.end(), until);
            if (to > from) {
                System.arraycopy(
                        frame.samples(), (int) (from - frame.at()), samples, (int) (from - written), (int) (to - from));
            }
        }
        side.removeIf(frame -> frame.end() <= until);
        return samples;
    }

    private long position(Instant moment) {
        return Math.max(0, Duration.between(start, moment).toMillis() * AudioFrame.SAMPLE_RATE_HZ / 1000);
    }
}
