package antiphon.voices.speaking;

import antiphon.audio.AudioFrame;
import de.sciss.jump3r.lowlevel.LameEncoder;
import java.io.ByteArrayOutputStream;
import javax.sound.sampled.AudioFormat;

/** One channel of MP3 at a constant bit rate. */
final class Mp3Writer implements SoundWriter {
    private final PcmWriter samples;
    private final LameEncoder lame;
    private final byte[] encoded;
    private boolean closed;

    Mp3Writer(int sampleRateHz, int kilobitsPerSecond) {
        samples = new PcmWriter(sampleRateHz);
        lame = new LameEncoder(
                new AudioFormat(sampleRateHz, Short.SIZE, 1, true, false),
                kilobitsPerSecond,
                LameEncoder.CHANNEL_MODE_MONO,
                LameEncoder.QUALITY_MIDDLE,
                false);
        encoded = new byte[lame.getMP3BufferSize()];
    }

    @Override
    public byte[] write(AudioFrame frame) {
        return encode(samples.write(frame));
    }

    private byte[] encode(byte[] pcm) {
        ByteArrayOutputStream mp3 = new ByteArrayOutputStream();
        int most = lame.getPCMBufferSize() / 2 * 2;
        for (int from = 0; from < pcm.length; from += most) {
            mp3.write(encoded, 0, lame.encodeBuffer(pcm, from, Math.min(most, pcm.length - from), encoded));
        }
        return mp3.toByteArray();
    }

    @Override
    public byte[] end() {
        ByteArrayOutputStream mp3 = new ByteArrayOutputStream();
        mp3.writeBytes(encode(samples.end()));
        mp3.write(encoded, 0, lame.encodeFinish(encoded));
        close();
        return mp3.toByteArray();
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            lame.close();
        }
    }
}
