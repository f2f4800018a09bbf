package antiphon.agents.config;

/**
 * Section {@code rag}: how passages of the knowledge base are found.
 *
 * @param maxVectorDistance 0 to 1, exclusive
 * @param maxDocumentsLength in characters, of all passages together
 * @param maxChunks 1 to 20
 */
public record RagConfig(boolean enabled, double maxVectorDistance, int maxDocumentsLength, int maxChunks) {
    static RagConfig read(Section section) {
        return new RagConfig(
                section.flag("enabled"),
                section.number("max_vector_distance"),
                section.whole("max_documents_length"),
                section.whole("max_retrieved_rag_chunks_count"));
    }
}
