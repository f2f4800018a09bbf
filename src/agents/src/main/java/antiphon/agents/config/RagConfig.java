package antiphon.agents.config;

import java.util.Optional;

/**
 * Section {@code rag}: how passages of the knowledge base are found.
 *
 * @param embeddingModel the contract's name
 * @param maxVectorDistance 0 to 1, exclusive
 * @param maxDocumentsLength in characters, of all passages together
 * @param maxChunks 1 to 20
 * @param candidates how many passages are looked at before the best are taken, 1 to 10,000
 */
public record RagConfig(
        boolean enabled,
        String embeddingModel,
        double maxVectorDistance,
        int maxDocumentsLength,
        int maxChunks,
        Optional<Integer> candidates) {
    static RagConfig read(Section section) {
        return new RagConfig(
                section.flag("enabled"),
                section.text("embedding_model"),
                section.number("max_vector_distance"),
                section.whole("max_documents_length"),
                section.whole("max_retrieved_rag_chunks_count"),
                section.limit("num_candidates").filter(count -> count > 0));
    }
}
