package antiphon.engines;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * Silero VAD v6: tells voice from everything else in windows of {@value #WINDOW_SAMPLES} samples at 16 kHz. One session
 * serves all streams of the JVM.
 */
public final class Silero {
    /** 32 ms at 16 kHz, the only length the model takes. */
    public static final int WINDOW_SAMPLES = 512;

    private static final int CONTEXT_SAMPLES = 64;
    private static final long SAMPLE_RATE_HZ = 16_000;

    // Must come before the session's options: the native library initialises itself here.
    private final OrtEnvironment environment = OnnxRuntime.lasting();
    private final OrtSession session;

    private Silero() throws OrtException, IOException {
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            options.setInterOpNumThreads(1);
            options.addConfigEntry("session.intra_op.allow_spinning", "0");
            session = environment.createSession(model(), options);
        }
    }

    /** The session of this JVM, opened on first use. */
    public static Silero shared() {
        return Shared.SILERO;
    }

    /** A new stream, to be used by one thread at a time. */
    public Stream listen() {
        return new Stream();
    }

    private static byte[] model() throws IOException {
        try (InputStream in =
                Objects.requireNonNull(Silero.class.getResourceAsStream("silero_vad_v6.onnx"), "silero_vad_v6.onnx")) {
            return in.readAllBytes();
        }
    }

    private static final class Shared {
        static final Silero SILERO = open();

        private static Silero open() {
            try {
                return new Silero();
            } catch (OrtException e) {
                throw new IllegalStateException("the voice activity model cannot be loaded", e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** One person's sound as the model remembers it. */
    public final class Stream implements AutoCloseable {
        private final float[] input = new float[CONTEXT_SAMPLES + WINDOW_SAMPLES];
        private final OnnxTensor sampleRate;
        private float[][][] state = new float[2][1][128];

        private Stream() {
            try {
                sampleRate =
                        OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {SAMPLE_RATE_HZ}), new long[0]);
            } catch (OrtException e) {
                throw new IllegalStateException("no stream of voice activity can be opened", e);
            }
        }

        /**
         * @param window {@value #WINDOW_SAMPLES} samples that follow those of the call before
         * @return the likelihood, 0 to 1, that the window holds a voice
         */
        public double voiceIn(short[] window) {
            if (window.length != WINDOW_SAMPLES) {
                throw new IllegalArgumentException("a window has 512 samples, this one has " + window.length);
            }
            System.arraycopy(input, WINDOW_SAMPLES, input, 0, CONTEXT_SAMPLES);
            for (int i = 0; i < WINDOW_SAMPLES; i++) {
                input[CONTEXT_SAMPLES + i] = window[i] / 32768f;
            }
            try (OnnxTensor sound = OnnxTensor.createTensor(
                            environment, FloatBuffer.wrap(input), new long[] {1, input.length});
                    OnnxTensor before = OnnxTensor.createTensor(environment, state);
                    OrtSession.Result result = session.run(Map.of("input", sound, "state", before, "sr", sampleRate))) {
                state = (float[][][]) result.get(1).getValue();
                return ((float[][]) result.get(0).getValue())[0][0];
            } catch (OrtException e) {
                throw new IllegalStateException("the voice activity model failed on a window", e);
            }
        }

        /** Forgets everything heard so far. */
        public void forget() {
            state = new float[2][1][128];
            Arrays.fill(input, 0);
        }

        @Override
        public void close() {
            sampleRate.close();
        }
    }
}
