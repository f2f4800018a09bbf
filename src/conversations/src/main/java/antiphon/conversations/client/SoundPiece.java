package antiphon.conversations.client;

import antiphon.audio.AudioFrame;
import antiphon.audio.WireFormat;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Frames on their way to the wire. */
final class SoundPiece {
    private SoundPiece() {}

    static byte[] encode(List<AudioFrame> frames, WireFormat.Encoder encoder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(frames.size() * 2 * AudioFrame.LENGTH_SAMPLES);
        frames.forEach(frame -> bytes.writeBytes(encoder.encode(frame)));
        return bytes.toByteArray();
    }
}
