package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import java.time.Duration;
import java.time.InstantSource;

/** One call being recorded. Any thread; nothing blocks, the recorder's thread writes. */
public final class CallRecording {
    private final String conversationId;
    private final StereoTrack track;
    private final InstantSource clock;
    private volatile boolean ended;

    CallRecording(String conversationId, InstantSource clock) {
        this.conversationId = conversationId;
        this.clock = clock;
        this.track = new StereoTrack(clock.instant());
    }

    public void caller(AudioFrame frame) {
        track.caller(frame, clock.instant());
    }

    /**
     * The agent is about to be heard.
     *
     * @param unheard how much of what was said before this frame is still to be heard
     */
    public void agent(AudioFrame frame, Duration unheard) {
        track.agent(frame, clock.instant().plus(unheard));
    }

    /** What was not heard yet will not be. */
    public void agentFellSilent() {
        track.cutAgent(clock.instant());
    }

    /** Nothing more is said. */
    public void end() {
        ended = true;
    }

    String conversationId() {
        return conversationId;
    }

    boolean ended() {
        return ended;
    }

    /** @param behind how long frames may be on their way between threads */
    byte[] take(Duration behind) {
        return ended
                ? track.takeRest(clock.instant())
                : track.take(clock.instant().minus(behind));
    }
}
