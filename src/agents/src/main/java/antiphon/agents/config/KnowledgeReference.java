package antiphon.agents.config;

/**
 * A document of the knowledge base that the agent may use.
 *
 * @param usageMode {@code auto} (found by need) or {@code prompt} (always part of the prompt)
 */
public record KnowledgeReference(String type, String name, String id, String usageMode) {
    static KnowledgeReference read(Section section) {
        return new KnowledgeReference(
                section.text("type"), section.text("name"), section.text("id"), section.text("usage_mode"));
    }
}
