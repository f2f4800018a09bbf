package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.sound.sampled.AudioFormat;

/** Makes MP3 of a recording while it is being read. */
public final class Mp3 {
    private static final int BITRATE_KBPS = 64;
    private static final AudioFormat RECORDING = new AudioFormat(AudioFrame.SAMPLE_RATE_HZ, 16, 2, true, false);

    /** MPEG-2 layer III has so many samples in a frame, which take as many bytes as the bit rate says. */
    private static final int FRAME_SAMPLES = 576;

    private static final int FRAME_BYTES = FRAME_SAMPLES * BITRATE_KBPS * 1000 / 8 / AudioFrame.SAMPLE_RATE_HZ;

    private Mp3() {}

    /** How many bytes {@link #encode} makes of so many sample pairs: three frames lead in and out. */
    static long length(long samples) {
        return (Math.ceilDiv(samples, FRAME_SAMPLES) + 3) * FRAME_BYTES;
    }

    /**
     * Reads a recording to its end and writes it as MP3.
     *
     * @param recording as {@link Recordings#sound} gives it; neither stream is closed
     */
    public static void encode(InputStream recording, OutputStream mp3) throws IOException {
        LameEncoder lame = new LameEncoder(
                RECORDING, BITRATE_KBPS, LameEncoder.CHANNEL_MODE_STEREO, LameEncoder.QUALITY_LOW, false);
        try {
            byte[] samples = new byte
                    [lame.getPCMBufferSize() / StereoTrack.BYTES_PER_SAMPLE_PAIR * StereoTrack.BYTES_PER_SAMPLE_PAIR];
            byte[] encoded = new byte[lame.getMP3BufferSize()];
            for (int length = whole(recording, samples); length > 0; length = whole(recording, samples)) {
                mp3.write(encoded, 0, lame.encodeBuffer(samples, 0, length, encoded));
            }
            mp3.write(encoded, 0, lame.encodeFinish(encoded));
        } finally {
            lame.close();
        }
    }

    /** A crash may leave part of a sample pair at the end of a file. */
    private static int whole(InputStream recording, byte[] samples) throws IOException {
        int read = recording.readNBytes(samples, 0, samples.length);
        return read - read % StereoTrack.BYTES_PER_SAMPLE_PAIR;
    }
}
