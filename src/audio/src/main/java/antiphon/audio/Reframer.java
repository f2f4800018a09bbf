package antiphon.audio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes whole {@link AudioFrame}s of chunks of any size at {@value AudioFrame#SAMPLE_RATE_HZ} Hz. One stream, one thread at a time. */
public final class Reframer {
    private short[] begun = new short[AudioFrame.LENGTH_SAMPLES];
    private int begunLength;

    /** The frames that are whole by now; what is left begins the next one. */
    public List<AudioFrame> add(short[] samples) {
        List<AudioFrame> whole = new ArrayList<>((begunLength + samples.length) / AudioFrame.LENGTH_SAMPLES);
        int taken = 0;
        while (taken < samples.length) {
            int length = Math.min(samples.length - taken, begun.length - begunLength);
            System.arraycopy(samples, taken, begun, begunLength, length);
            taken += length;
            begunLength += length;
            if (begunLength == begun.length) {
                whole.add(next());
            }
        }
        return whole;
    }

    /** The end of the stream: the frame begun, if any, made whole with silence. */
    public Optional<AudioFrame> flush() {
        return begunLength == 0 ? Optional.empty() : Optional.of(next());
    }

    private AudioFrame next() {
        AudioFrame frame = new AudioFrame(begun);
        begun = new short[AudioFrame.LENGTH_SAMPLES];
        begunLength = 0;
        return frame;
    }
}
