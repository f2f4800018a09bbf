package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import java.time.Duration;
import java.time.InstantSource;

/** The sound of one call being recorded. Any thread; nothing blocks, the recorder's thread writes. */
public final class CallRecording implements Growing {
    private final String name;
    private final StereoTrack track;
    private final InstantSource clock;

    CallRecording(String name, InstantSource clock) {
        this.name = name;
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

    /** Nothing more is said, and what was not heard yet will not be. */
    public void end() {
        track.end(clock.instant());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean ended() {
        return track.ended();
    }

    @Override
    public byte[] take() {
        return track.take(clock.instant().minus(Recorder.BEHIND));
    }
}
