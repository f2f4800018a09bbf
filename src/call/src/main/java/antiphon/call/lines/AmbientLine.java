package antiphon.call.lines;

import antiphon.audio.Ambience;
import antiphon.audio.AudioFrame;
import antiphon.call.CallEnd;
import antiphon.call.Line;
import antiphon.speech.SpeechSynthesizer.Timing;
import java.time.Duration;
import java.util.List;

/**
 * A line on which a background is heard beneath the agent's voice, for far ends that are sent sound only when there is
 * something to hear.
 */
public final class AmbientLine implements Line {
    private final Line line;
    private final Ambience background;

    public AmbientLine(Line line, Ambience background) {
        this.line = line;
        this.background = background;
    }

    @Override
    public void play(int turn, AudioFrame frame) {
        line.play(turn, background.beneath(frame));
    }

    @Override
    public void play(int turn, AudioFrame frame, List<Timing> beginning) {
        line.play(turn, background.beneath(frame), beginning);
    }

    @Override
    public Duration unheard() {
        return line.unheard();
    }

    @Override
    public void fallSilent(int turn) {
        line.fallSilent(turn);
    }

    @Override
    public void hangUp(CallEnd end) {
        line.hangUp(end);
    }
}
