package antiphon.agents;

import antiphon.agents.config.KnowledgeReference;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.mcp.McpServers;
import antiphon.agents.secrets.Secrets;
import antiphon.agents.tools.Tools;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Checks that this server has what a document speaks of: the language models it names and their secrets, its voice. */
@ApplicationScoped
class AgentNeeds {
    private static final String[] PROMPT = {"conversation_config", "agent", "prompt"};
    private static final String[] VOICE = {"conversation_config", "tts", "voice_id"};
    private static final String AT_PROMPT = "body." + String.join(".", PROMPT) + ".";

    @Inject
    Instance<ModelCatalogue> catalogues;

    @Inject
    Instance<VoiceCatalogue> voices;

    @Inject
    Secrets secrets;

    @Inject
    Tools tools;

    @Inject
    McpServers mcpServers;

    @Inject
    AgentKnowledge knowledge;

    /**
     * Looks at what differs from before, so that an agent whose provider has gone can still be changed in other places.
     * A model that was not named is not looked at: which one then answers is the server's business.
     *
     * @throws Refusal.Invalid naming the field and what is missing
     */
    void check(AgentDocument document, Optional<AgentDocument> before) {
        List<Problem> problems = new ArrayList<>();
        PromptConfig prompt = document.config().agent().prompt();
        boolean custom = differs(document, before, "custom_llm");
        if (named(document, "llm") && (differs(document, before, "llm") || custom)) {
            checkModel(prompt.llm(), prompt, AT_PROMPT + "llm", problems);
        }
        if (differs(document, before, "backup_llm_config")) {
            List<String> order = prompt.backupLlm().order();
            for (int i = 0; i < order.size(); i++) {
                checkModel(order.get(i), prompt, AT_PROMPT + "backup_llm_config.override.order." + i, problems);
            }
        }
        if (custom) {
            checkSecret(prompt, problems);
        }
        checkVoice(document, before, problems);
        RedactionNeeds.check(document, before, problems);
        Optional<PromptConfig> old = before.map(then -> then.config().agent().prompt());
        Set<String> oldTools = Set.copyOf(old.map(PromptConfig::toolIds).orElse(List.of()));
        Set<String> oldServers = Set.copyOf(old.map(PromptConfig::mcpServerIds).orElse(List.of()));
        checkIds("tool_ids", prompt.toolIds(), oldTools, tools::exist, problems);
        checkIds("mcp_server_ids", prompt.mcpServerIds(), oldServers, mcpServers::exist, problems);
        checkKnowledge(prompt, old, problems);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
    }

    /** An id that stood there before may stay: what it names may have been deleted by force since. */
    private static void checkIds(
            String field, List<String> ids, Set<String> before, Predicate<String> exist, List<Problem> problems) {
        for (int i = 0; i < ids.size(); i++) {
            if (!before.contains(ids.get(i)) && !exist.test(ids.get(i))) {
                List<Object> path = new ArrayList<>(List.of((AT_PROMPT + field).split("\\.")));
                path.add(i);
                String door = field.equals("tool_ids") ? "/v1/convai/tools" : "/v1/convai/mcp-servers";
                problems.add(new Problem(
                        path, "There is nothing with this id; GET " + door + " lists what there is", "value_error"));
            }
        }
    }

    private void checkKnowledge(PromptConfig prompt, Optional<PromptConfig> before, List<Problem> problems) {
        Set<String> old = before.map(PromptConfig::knowledgeBase).orElse(List.of()).stream()
                .map(KnowledgeReference::id)
                .collect(Collectors.toSet());
        List<KnowledgeReference> references = prompt.knowledgeBase();
        for (int i = 0; i < references.size(); i++) {
            if (!old.contains(references.get(i).id())
                    && !knowledge.exist(references.get(i).id())) {
                List<Object> path = new ArrayList<>(List.of((AT_PROMPT + "knowledge_base").split("\\.")));
                path.addAll(List.of(i, "id"));
                problems.add(new Problem(
                        path,
                        "There is no document with this id; GET /v1/convai/knowledge-base lists what there is",
                        "value_error"));
            }
        }
        boolean same = before.isPresent()
                && before.get().knowledgeBase().equals(references)
                && before.get().rag().equals(prompt.rag());
        if (!same && knowledge.promptCharacters(references, prompt.rag()) > knowledge.mostPromptCharacters()) {
            problems.add(Problem.at(
                    AT_PROMPT + "knowledge_base",
                    "More than " + knowledge.mostPromptCharacters() + " characters would go into the prompt;"
                            + " enable rag, and let documents have usage_mode auto",
                    "value_error"));
        }
    }

    private void checkModel(String llm, PromptConfig prompt, String path, List<Problem> problems) {
        catalogues.stream()
                .findFirst()
                .flatMap(catalogue -> catalogue.obstacle(llm, prompt.customLlm()))
                .ifPresent(obstacle -> problems.add(Problem.at(path, obstacle, "value_error")));
    }

    private void checkVoice(AgentDocument document, Optional<AgentDocument> before, List<Problem> problems) {
        JsonValue wanted = document.at(VOICE);
        if (wanted instanceof JsonString id
                && !wanted.equals(before.map(old -> old.at(VOICE)).orElse(JsonValue.NULL))) {
            voices.stream()
                    .findFirst()
                    .flatMap(catalogue -> catalogue.obstacle(id.getString()))
                    .ifPresent(obstacle ->
                            problems.add(Problem.at("body." + String.join(".", VOICE), obstacle, "value_error")));
        }
    }

    private void checkSecret(PromptConfig prompt, List<Problem> problems) {
        prompt.customLlm()
                .flatMap(custom -> custom.apiKeySecretId())
                .filter(id -> !secrets.exist(id))
                .ifPresent(id -> problems.add(Problem.at(
                        AT_PROMPT + "custom_llm.api_key.secret_id",
                        "There is no secret with this id; POST /v1/convai/secrets makes one",
                        "value_error")));
    }

    private static boolean named(AgentDocument document, String field) {
        return !at(document, field).equals(JsonValue.NULL);
    }

    private static boolean differs(AgentDocument document, Optional<AgentDocument> before, String field) {
        return !at(document, field).equals(before.map(old -> at(old, field)).orElse(JsonValue.NULL));
    }

    private static JsonValue at(AgentDocument document, String field) {
        return document.at(PROMPT[0], PROMPT[1], PROMPT[2], field);
    }
}
