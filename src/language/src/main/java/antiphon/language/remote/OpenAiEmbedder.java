package antiphon.language.remote;

import antiphon.language.Embedder;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import java.util.List;

/** An embedder behind OpenAI's embeddings API, wherever that is spoken. */
public final class OpenAiEmbedder implements Embedder {
    private final String name;
    private final EmbeddingModel model;
    private volatile int dimension;

    public OpenAiEmbedder(String baseUrl, String apiKey, String model, Connections connections) {
        this.name = model;
        this.model = OpenAiEmbeddingModel.builder()
                .httpClientBuilder(connections.client())
                .baseUrl(baseUrl.replaceAll("/+$", ""))
                .apiKey(apiKey)
                .modelName(model)
                .timeout(connections.silence())
                .maxRetries(1)
                .logRequests(false)
                .logResponses(false)
                .build();
    }

    @Override
    public String name() {
        return name;
    }

    /** Asks the server when nothing was embedded before. */
    @Override
    public int dimension() {
        return dimension > 0 ? dimension : embed("dimension").length;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        List<float[]> vectors = model
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
        vectors.forEach(vector -> dimension = vector.length);
        return vectors;
    }
}
