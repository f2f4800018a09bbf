package antiphon.agents;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.config.RagConfig;
import antiphon.agents.knowledge.KnowledgeDocument;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.knowledge.retrieval.Retrieval.Found;
import antiphon.agents.knowledge.retrieval.Retrieval.Limits;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an agent would find in its knowledge base. */
@ApplicationScoped
public class AgentQuestions {
    @Inject
    Agents agents;

    @Inject
    AgentKnowledge knowledge;

    int pages(String agentId) {
        return knowledge.pages(prompt(agents.find(agentId).document()).knowledgeBase());
    }

    /** The contract's AgentKnowledgeBaseRagQueryResponseModel. */
    JsonObject ask(String agentId, Optional<String> branch, JsonObject body) {
        List<Problem> problems = Contract.stated().problems("AgentKnowledgeBaseRagQueryRequestModel", body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        PromptConfig prompt =
                prompt(agents.state(agentId, branch, Optional.empty()).document());
        List<String> documents = knowledge.documentIds(prompt.knowledgeBase());
        String query = body.getString("query");
        List<Found> found =
                knowledge.find(documents, query, limits(prompt.rag(), body)).passages();
        return shown(query, found);
    }

    /** Without the agent's settings, the contract's defaults hold. */
    private static Limits limits(RagConfig own, JsonObject body) {
        boolean asSet = body.getBoolean("use_agent_defaults", true);
        int characters = number(body, "max_documents_length").orElse(asSet ? own.maxDocumentsLength() : 50_000);
        int passages = number(body, "max_retrieved_rag_chunks_count").orElse(asSet ? own.maxChunks() : 20);
        return new Limits(
                asSet ? own.maxVectorDistance() : 0.6,
                characters,
                passages,
                asSet ? own.candidates().orElse(0) : 0);
    }

    private static Optional<Integer> number(JsonObject body, String field) {
        return body.containsKey(field) && !body.isNull(field) ? Optional.of(body.getInt(field)) : Optional.empty();
    }

    private JsonObject shown(String query, List<Found> found) {
        Map<String, KnowledgeDocument> documents =
                knowledge.named(found.stream().map(Found::documentId).toList());
        JsonArrayBuilder chunks = Json.createArrayBuilder();
        for (Found passage : found) {
            KnowledgeDocument document = documents.get(passage.documentId());
            if (document != null) {
                JsonObjectBuilder chunk = Json.createObjectBuilder()
                        .add("document_id", passage.documentId())
                        .add("document_name", document.name())
                        .add("chunk_id", passage.passageId())
                        .add("text", passage.words())
                        .add("vector_distance", passage.distance())
                        .add("content_format", "html")
                        .add("document_type", document.type());
                document.url().ifPresentOrElse(url -> chunk.add("source_url", url), () -> chunk.addNull("source_url"));
                chunks.add(chunk);
            }
        }
        return Json.createObjectBuilder()
                .add("retrieval_query", query)
                .add("chunks", chunks)
                .build();
    }

    private static PromptConfig prompt(AgentDocument document) {
        return document.config().agent().prompt();
    }
}
