package antiphon.speech.embedded;

import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The sound of one utterance on its way from the call's thread, which never waits, to the recognizer's, which does. Read
 * as signed 16-bit samples, low byte first. Whatever exceeds the longest utterance is dropped.
 */
final class UtteranceSound extends InputStream {
    private static final short[] END = new short[0];

    private final BlockingQueue<short[]> frames = new LinkedBlockingQueue<>();
    private final int longestFrames;
    private int heardFrames;
    private byte[] current = new byte[0];
    private int position;
    private boolean ended;

    UtteranceSound(int longestFrames) {
        this.longestFrames = longestFrames;
    }

    /** @return whether there is room for another frame after this one */
    boolean add(short[] samples) {
        frames.add(samples);
        return ++heardFrames < longestFrames;
    }

    void end() {
        frames.add(END);
    }

    /** Forgets what was not read yet, so that who reads comes to an end at once. */
    void abandon() {
        frames.clear();
        end();
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("sound is read in blocks");
    }

    @Override
    public int read(byte[] target, int offset, int length) throws InterruptedIOException {
        if (position == current.length && !next()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean next() throws InterruptedIOException {
        if (ended) {
            return false;
        }
        try {
            short[] samples = frames.take();
            ended = samples.length == 0;
            current = bytes(samples);
            position = 0;
            return !ended;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for sound");
        }
    }

    private static byte[] bytes(short[] samples) {
        byte[] bytes = new byte[samples.length * 2];
        for (int i = 0; i < samples.length; i++) {
            bytes[2 * i] = (byte) samples[i];
            bytes[2 * i + 1] = (byte) (samples[i] >> 8);
        }
        return bytes;
    }
}
