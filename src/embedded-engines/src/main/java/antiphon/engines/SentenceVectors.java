package antiphon.engines;

import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.embedding.onnx.bgesmallenv15q.BgeSmallEnV15QuantizedEmbeddingModel;
import java.util.List;

/**
 * Sentences as vectors, by BGE small (English, version 1.5, quantized) in this process.
 *
 * <p>Weights and natives are loaded once in the life of the JVM, by the first to ask (about 1 s). Any thread; computing
 * happens on the caller's.
 */
public final class SentenceVectors {
    private static final int DIMENSION = 384;

    private final EmbeddingModel model = new BgeSmallEnV15QuantizedEmbeddingModel(Runnable::run);

    private SentenceVectors() {
        OnnxRuntime.lasting();
    }

    private static final class Loaded {
        static final SentenceVectors INSTANCE = new SentenceVectors();
    }

    public static SentenceVectors load() {
        return Loaded.INSTANCE;
    }

    public String name() {
        return "bge-small-en-v1.5-q";
    }

    public int dimension() {
        return DIMENSION;
    }

    /** @return a vector of length 1 for each text, in their order */
    public List<float[]> embed(List<String> texts) {
        if (texts.isEmpty()) {
            return List.of();
        }
        return model
                .embedAll(texts.stream()
                        .map(text -> TextSegment.from(text.isBlank() ? "." : text))
                        .toList())
                .content()
                .stream()
                .map(embedding -> {
                    embedding.normalize();
                    return embedding.vector();
                })
                .toList();
    }
}
