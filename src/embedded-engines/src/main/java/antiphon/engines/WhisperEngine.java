package antiphon.engines;

import io.github.givimad.whisperjni.WhisperContext;
import io.github.givimad.whisperjni.WhisperFullParams;
import io.github.givimad.whisperjni.WhisperJNI;
import java.io.IOException;
import java.nio.file.Path;

/** whisper.cpp with one model, which hears one utterance at a time. Any thread; others wait. */
public final class WhisperEngine implements AutoCloseable {
    private final WhisperJNI whisper;
    private final WhisperContext context;
    private final int threads;
    private boolean closed;

    private WhisperEngine(WhisperJNI whisper, WhisperContext context, int threads) {
        this.whisper = whisper;
        this.context = context;
        this.threads = threads;
    }

    /**
     * @param model a ggml file
     * @param threads how many work on one utterance
     * @throws IOException when it is no model
     */
    public static WhisperEngine load(Path model, int threads) throws IOException {
        WhisperJNI.loadLibrary();
        WhisperJNI.setLibraryLogger(null);
        WhisperJNI whisper = new WhisperJNI();
        WhisperContext context = whisper.init(model);
        if (context == null) {
            throw new IOException("whisper.cpp does not take this file for a model");
        }
        return new WhisperEngine(whisper, context, threads);
    }

    /**
     * @param samples mono, 16 kHz, -1 to 1
     * @param language ISO 639-1
     * @param prompt words to expect; may be empty
     */
    public synchronized String transcribe(float[] samples, String language, String prompt) throws IOException {
        if (closed) {
            throw new IOException("the model is closed");
        }
        WhisperFullParams params = new WhisperFullParams();
        params.nThreads = threads;
        params.language = language;
        params.initialPrompt = prompt.isEmpty() ? null : prompt;
        params.noContext = true;
        params.noTimestamps = true;
        params.printProgress = false;
        params.printTimestamps = false;
        if (whisper.full(context, params, samples, samples.length) != 0) {
            throw new IOException("whisper.cpp failed");
        }
        StringBuilder text = new StringBuilder();
        for (int segment = 0; segment < whisper.fullNSegments(context); segment++) {
            text.append(whisper.fullGetSegmentText(context, segment));
        }
        return text.toString().strip();
    }

    /** Waits for the utterance that is being heard. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            context.close();
        }
    }
}
