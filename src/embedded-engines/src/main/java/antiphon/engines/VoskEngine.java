package antiphon.engines;

import java.io.IOException;
import java.nio.file.Path;
import org.vosk.LibVosk;
import org.vosk.LogLevel;
import org.vosk.Model;
import org.vosk.Recognizer;

/** Vosk with one model, which many ears share. Any thread; each ear on one thread. */
public final class VoskEngine implements AutoCloseable {
    private static final float SAMPLE_RATE_HZ = 16_000;

    private final Model model;

    private VoskEngine(Model model) {
        this.model = model;
    }

    /**
     * @param directory an unpacked model
     * @throws IOException when it is none
     */
    public static VoskEngine load(Path directory) throws IOException {
        LibVosk.setLogLevel(LogLevel.WARNINGS);
        return new VoskEngine(new Model(directory.toString()));
    }

    public Ear listen() throws IOException {
        return new Ear(new Recognizer(model, SAMPLE_RATE_HZ));
    }

    /** Ears that are still open keep the model until they close. */
    @Override
    public void close() {
        model.close();
    }

    /** One listener; what it says is JSON as Vosk writes it. */
    public static final class Ear implements AutoCloseable {
        private final Recognizer recognizer;

        private Ear(Recognizer recognizer) {
            this.recognizer = recognizer;
        }

        /**
         * @param samples mono, signed 16-bit, 16 kHz
         * @return whether Vosk takes this for the end of a segment
         */
        public boolean hear(short[] samples) {
            return recognizer.acceptWaveForm(samples, samples.length);
        }

        /** @return <code>{"partial": "…"}</code> */
        public String partial() {
            return recognizer.getPartialResult();
        }

        /** @return <code>{"text": "…"}</code>, the segment that has ended */
        public String segment() {
            return recognizer.getResult();
        }

        /** @return <code>{"text": "…"}</code>, all that was heard since the last segment; then begins anew */
        public String rest() {
            return recognizer.getFinalResult();
        }

        @Override
        public void close() {
            recognizer.close();
        }
    }
}
