package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.Line;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.time.Duration;
import java.util.List;

/** A line on which the agent's voice is recorded where the caller hears it. */
public final class RecordedLine implements Line {
    private final Line line;
    private final CallRecording recording;

    public RecordedLine(Line line, CallRecording recording) {
        this.line = line;
        this.recording = recording;
    }

    @Override
    public void play(int turn, AudioFrame frame) {
        recording.agent(frame, line.unheard());
        line.play(turn, frame);
    }

    @Override
    public void play(int turn, AudioFrame frame, List<Timing> beginning) {
        recording.agent(frame, line.unheard());
        line.play(turn, frame, beginning);
    }

    @Override
    public Duration unheard() {
        return line.unheard();
    }

    @Override
    public void fallSilent(int turn) {
        recording.agentFellSilent();
        line.fallSilent(turn);
    }

    @Override
    public void hangUp(CallEnd end) {
        line.hangUp(end);
    }
}
