package antiphon.speech.parts;

import antiphon.audio.AudioFrame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Samples as every provider wants them: signed 16-bit, the low byte first. */
public final class Pcm {
    private Pcm() {}

    public static byte[] bytes(AudioFrame frame) {
        return bytes(frame.samples());
    }

    public static byte[] bytes(short[] samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }
}
