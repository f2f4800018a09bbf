package antiphon.engines;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Objects;

/**
 * Silero VAD v6: tells voice from everything else in windows of {@value #WINDOW_SAMPLES} samples. Of its forms this is the
 * one for 16 kHz and one window at a time: it says the same as the one for every rate, with a fifth less work. One session serves all
 * streams of the JVM.
 */
public final class Silero {
    /** 32 ms at 16 kHz, the only length the model takes. */
    public static final int WINDOW_SAMPLES = 512;

    private static final int CONTEXT_SAMPLES = 64;

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
        try (InputStream in = Objects.requireNonNull(
                Silero.class.getResourceAsStream("silero_vad_16k.onnx"), "silero_vad_16k.onnx")) {
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

    /**
     * One person's sound as the model remembers it. Its tensors are made once and lie outside the heap: a window leaves
     * nothing to collect.
     */
    public final class Stream implements AutoCloseable {
        private final FloatBuffer input = floats(CONTEXT_SAMPLES + WINDOW_SAMPLES);
        private final FloatBuffer voice = floats(1);
        private final OnnxTensor sound;
        private final OnnxTensor likelihood;
        private final Memory even;
        private final Memory odd;
        private boolean swapped;

        private Stream() {
            try {
                sound = OnnxTensor.createTensor(environment, input, new long[] {1, input.capacity()});
                likelihood = OnnxTensor.createTensor(environment, voice, new long[] {1, 1});
                even = new Memory();
                odd = new Memory();
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
            input.put(0, input, WINDOW_SAMPLES, CONTEXT_SAMPLES);
            for (int i = 0; i < WINDOW_SAMPLES; i++) {
                input.put(CONTEXT_SAMPLES + i, window[i] / 32768f);
            }
            Memory before = swapped ? odd : even;
            Memory after = swapped ? even : odd;
            try (OrtSession.Result result = session.run(
                    Map.of("input", sound, "state", before.tensor),
                    Map.of("output", likelihood, "stateN", after.tensor))) {
                swapped = !swapped;
                return voice.get(0);
            } catch (OrtException e) {
                throw new IllegalStateException("the voice activity model failed on a window", e);
            }
        }

        @Override
        public void close() {
            sound.close();
            likelihood.close();
            even.tensor.close();
            odd.tensor.close();
        }
    }

    /** What the model remembers of the windows before. */
    private final class Memory {
        final OnnxTensor tensor;

        Memory() throws OrtException {
            tensor = OnnxTensor.createTensor(environment, floats(2 * 128), new long[] {2, 1, 128});
        }
    }

    private static FloatBuffer floats(int length) {
        return ByteBuffer.allocateDirect(length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }
}
