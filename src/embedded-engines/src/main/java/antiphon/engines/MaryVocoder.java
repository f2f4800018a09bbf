package antiphon.engines;

import java.util.Arrays;
import java.util.function.Predicate;
import marytts.htsengine.HMMData;
import marytts.htsengine.HTSParameterGeneration;
import marytts.htsengine.HTSVocoder;

/**
 * Gives away MaryTTS's samples as they are made, on the thread that makes them. MaryTTS's own way is a further thread
 * for each utterance, which waits forever when nobody reads to the end.
 */
final class MaryVocoder extends HTSVocoder {
    private static final int CHUNK_SAMPLES = MaryVoice.SAMPLE_RATE_HZ / 50;
    /** The loudest sounds of the voice come to about 20,000 without it. */
    private static final double GAIN = 1.25;

    private final Predicate<short[]> listener;

    MaryVocoder(Predicate<short[]> listener) {
        this.listener = listener;
    }

    void speak(HTSParameterGeneration parameters, HMMData models) throws Exception {
        Sink sink = new Sink(parameters, models);
        try {
            htsMLSAVocoder(
                    parameters.getlf0Pst(),
                    parameters.getMcepPst(),
                    parameters.getStrPst(),
                    parameters.getMagPst(),
                    parameters.getVoicedArray(),
                    models,
                    sink);
            sink.end();
        } catch (NobodyListens stopped) {
            // The listener has heard enough; there is nothing to clean up.
        }
    }

    private final class Sink extends HTSVocoderDataProducer {
        private short[] chunk = new short[CHUNK_SAMPLES];
        private int length;

        Sink(HTSParameterGeneration parameters, HMMData models) {
            super(CHUNK_SAMPLES, parameters, models);
        }

        @Override
        public void putOneDataPoint(double sample) {
            chunk[length++] = (short) Math.clamp(Math.round(sample * GAIN), Short.MIN_VALUE, Short.MAX_VALUE);
            if (length == chunk.length) {
                short[] full = chunk;
                chunk = new short[CHUNK_SAMPLES];
                length = 0;
                give(full);
            }
        }

        void end() {
            if (length > 0) {
                give(Arrays.copyOf(chunk, length));
            }
        }

        private void give(short[] samples) {
            if (!listener.test(samples)) {
                throw new NobodyListens();
            }
        }
    }

    private static final class NobodyListens extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NobodyListens() {
            super(null, null, false, false);
        }
    }
}
