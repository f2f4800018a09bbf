package antiphon.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a {@link ShortCall} left: raw pairs of samples at 16 kHz, the caller left, the agent right. */
final class ShortRecording {
    /** Of the stub's voice: 60 ms a character at 16 kHz. */
    private static final int AGENT_SAMPLES = ShortCall.GREETING.length() * 60 * 16;

    /** What a resampler's edges may blur. */
    private static final int TOLERANCE_SAMPLES = 320;

    private static final int AUDIBLE = 300;

    private final ShortBuffer samples;

    ShortRecording(Path file) throws IOException {
        samples = ByteBuffer.wrap(Files.readAllBytes(file))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
    }

    /** What is not there; empty when all is. */
    String missing() {
        StringBuilder missing = new StringBuilder();
        int first = count(0, ShortCall.MARK);
        int last = count(0, (short) -ShortCall.MARK);
        if (first != ShortCall.FRAME_SAMPLES) {
            missing.append("of the caller's first frame ").append(first).append(" samples; ");
        }
        if (last != ShortCall.FRAME_SAMPLES) {
            missing.append("of the caller's last frame ").append(last).append(" samples; ");
        }
        int agent = span(1);
        if (Math.abs(agent - AGENT_SAMPLES) > TOLERANCE_SAMPLES) {
            missing.append("the agent speaks ")
                    .append(agent)
                    .append(" samples and not ")
                    .append(AGENT_SAMPLES);
        }
        return missing.toString();
    }

    private int count(int side, short value) {
        int found = 0;
        for (int i = side; i < samples.limit(); i += 2) {
            found += samples.get(i) == value ? 1 : 0;
        }
        return found;
    }

    /** From the first audible sample to the last. */
    private int span(int side) {
        int first = -1;
        int last = -1;
        for (int i = side; i < samples.limit(); i += 2) {
            if (Math.abs(samples.get(i)) > AUDIBLE) {
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return first < 0 ? 0 : (last - first) / 2 + 1;
    }
}
