package antiphon.voices.speaking;

import antiphon.audio.AudioFrame;

/** Writes one sound in one format. One thread; {@link #end} or {@link #close} once, and nothing after it. */
interface SoundWriter extends AutoCloseable {
    /** The bytes that can be told by now; may be none. */
    byte[] write(AudioFrame frame);

    /** The bytes still owed. */
    byte[] end();

    @Override
    default void close() {}
}
