package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Both voices of a call on one time line, which is this server's: the caller left, the agent right,
 * {@value AudioFrame#SAMPLE_RATE_HZ} Hz. The caller's frames lie where they were said, as near as {@link CallerVoice} can
 * tell; the agent's lie where the caller hears them. Any thread.
 */
final class StereoTrack {
    static final int BYTES_PER_SAMPLE_PAIR = 4;

    /** 5 ms: the agent's frames that are to be heard this shortly after one another are heard without a gap. */
    private static final long NEAR_SAMPLES = AudioFrame.SAMPLE_RATE_HZ / 200;

    private static final long NEVER = Long.MAX_VALUE;

    private final Instant start;
    private final CallerVoice caller = new CallerVoice();
    private final Deque<Placed> agent = new ArrayDeque<>();
    private long agentEnd;
    private long written;
    private long end = NEVER;

    StereoTrack(Instant start) {
        this.start = start;
    }

    /** @param came when the frame was here, which is not before its end */
    synchronized void caller(AudioFrame frame, Instant came) {
        if (end == NEVER) {
            caller.add(frame, position(came));
        }
    }

    /** @param heard when the caller begins to hear the frame */
    synchronized void agent(AudioFrame frame, Instant heard) {
        if (end == NEVER) {
            long due = position(heard);
            long at = due - agentEnd > NEAR_SAMPLES ? due : agentEnd;
            agent.add(new Placed(at, frame.samples()));
            agentEnd = at + AudioFrame.LENGTH_SAMPLES;
        }
    }

    /** What the agent would have been heard to say after this moment is not heard. */
    synchronized void cutAgent(Instant moment) {
        long cut = position(moment);
        while (!agent.isEmpty() && agent.getLast().end() > cut) {
            Placed last = agent.removeLast();
            if (last.at() < cut) {
                agent.add(last.before(cut));
            }
        }
        agentEnd = Math.min(agentEnd, cut);
    }

    /** Nothing is said after this moment, nor is anything heard. A later end changes nothing. */
    synchronized void end(Instant moment) {
        if (end == NEVER) {
            cutAgent(moment);
            end = position(moment);
        }
    }

    synchronized boolean ended() {
        return end != NEVER;
    }

    /**
     * Sample pairs, little-endian, from where the last taking ended up to this moment; all that is left when the call has
     * ended. What is said by then and comes after the taking is written late.
     */
    synchronized byte[] take(Instant moment) {
        long until = end == NEVER ? position(moment) : all();
        if (until <= written) {
            return new byte[0];
        }
        short[] left = caller.take(written, until);
        short[] right = Placed.take(agent, written, until);
        ByteBuffer pairs =
                ByteBuffer.allocate(left.length * BYTES_PER_SAMPLE_PAIR).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < left.length; i++) {
            pairs.putShort(left[i]).putShort(right[i]);
        }
        written = until;
        return pairs.array();
    }

    /** A caller who was ahead of the clock is heard to the end. */
    private long all() {
        caller.place(written, Math.max(written, end));
        return Math.max(end, caller.end());
    }

    private long position(Instant moment) {
        long nanos = Duration.between(start, moment).toNanos();
        return Math.max(0, Math.floorDiv(nanos, 1000) * AudioFrame.SAMPLE_RATE_HZ / 1_000_000);
    }
}
