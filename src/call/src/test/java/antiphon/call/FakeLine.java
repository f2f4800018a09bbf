package antiphon.call;

import antiphon.audio.AudioFrame;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A far end that buffers ahead and plays in real time. */
final class FakeLine implements Line {
    private final Rehearsal rehearsal;
    private Instant playedOut = Rehearsal.START;
    final List<String> log = new ArrayList<>();
    int frames;
    int lastTurn;
    boolean silenced;
    boolean playedAfterEnd;

    @Nullable
    CallEnd end;

    FakeLine(Rehearsal rehearsal) {
        this.rehearsal = rehearsal;
    }

    @Override
    public void play(int turn, AudioFrame frame) {
        playedAfterEnd |= end != null;
        silenced &= turn == lastTurn;
        if (silenced) {
            throw new IllegalStateException("turn " + turn + " was cut off and is heard again");
        }
        lastTurn = turn;
        frames++;
        Instant from = playedOut.isBefore(rehearsal.now) ? rehearsal.now : playedOut;
        playedOut = from.plus(AudioFrame.LENGTH);
    }

    @Override
    public Duration unheard() {
        return playedOut.isAfter(rehearsal.now) ? Duration.between(rehearsal.now, playedOut) : Duration.ZERO;
    }

    @Override
    public void fallSilent(int turn) {
        log.add(rehearsal.millis() + " silent");
        playedOut = rehearsal.now;
        lastTurn = turn;
        silenced = true;
    }

    @Override
    public void hangUp(CallEnd because) {
        end = because;
    }
}
