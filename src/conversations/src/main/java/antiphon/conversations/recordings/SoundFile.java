package antiphon.conversations.recordings;

import antiphon.audio.AudioFrame;
import antiphon.conversations.blobs.BlobStore;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A recording as a file of a known length, of which a part may be written. Its MP3 has a constant bit rate, so that its
 * length follows from the number of samples.
 *
 * @param samples sample pairs
 */
public record SoundFile(BlobStore blobs, String name, long samples, Format format) {
    /** What a recording can be written as. */
    public enum Format {
        MP3("audio/mpeg"),
        WAV("audio/wav");

        private final String mediaType;

        Format(String mediaType) {
            this.mediaType = mediaType;
        }

        public String mediaType() {
            return mediaType;
        }
    }

    private static final int WAV_HEADER = 44;
    private static final int PAIR = StereoTrack.BYTES_PER_SAMPLE_PAIR;

    public long length() {
        return format == Format.WAV ? WAV_HEADER + samples * PAIR : Mp3.length(samples);
    }

    /** @param length less than 1 writes nothing */
    public void write(long from, long length, OutputStream out) throws IOException {
        if (length < 1) {
            return;
        }
        if (format == Format.WAV) {
            writeWav(from, length, out);
        } else {
            writeMp3(from, length, out);
        }
    }

    private void writeWav(long from, long length, OutputStream out) throws IOException {
        long left = length;
        if (from < WAV_HEADER) {
            int count = (int) Math.min(left, WAV_HEADER - from);
            out.write(wavHeader(), (int) from, count);
            left -= count;
        }
        if (left > 0) {
            try (InputStream part = blobs.read(name, Math.max(0, from - WAV_HEADER), left)) {
                part.transferTo(out);
            }
        }
    }

    private byte[] wavHeader() {
        int data = (int) Math.min(samples * PAIR, Integer.MAX_VALUE - WAV_HEADER);
        return ByteBuffer.allocate(WAV_HEADER)
                .order(ByteOrder.LITTLE_ENDIAN)
                .put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(data + WAV_HEADER - 8)
                .put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) 2)
                .putInt(AudioFrame.SAMPLE_RATE_HZ)
                .putInt(AudioFrame.SAMPLE_RATE_HZ * PAIR)
                .putShort((short) PAIR)
                .putShort((short) 16)
                .put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(data)
                .array();
    }

    /** A frame of MP3 may need bits of those before it: all are made, and the part is cut out of them. */
    private void writeMp3(long from, long length, OutputStream out) throws IOException {
        Part part = new Part(out, from, length);
        try (InputStream pairs = blobs.read(name, 0, Math.max(1, samples * PAIR))) {
            Mp3.encode(pairs, part);
        } catch (PartWritten enough) {
            out.flush();
        }
    }

    /** All that was wanted has been written. */
    private static final class PartWritten extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /** Lets a part of what is written through. */
    private static final class Part extends FilterOutputStream {
        private long before;
        private long wanted;

        Part(OutputStream out, long before, long wanted) {
            super(out);
            this.before = before;
            this.wanted = wanted;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            int skipped = (int) Math.min(before, length);
            int count = (int) Math.min(wanted, length - skipped);
            out.write(bytes, offset + skipped, count);
            before -= skipped;
            wanted -= count;
            if (wanted == 0) {
                throw new PartWritten();
            }
        }
    }
}
