package antiphon.conversations.knowledge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.config.AgentConfig;
import antiphon.agents.config.KnowledgeReference;
import antiphon.agents.config.PromptConfig;
import antiphon.agents.config.RagConfig;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.knowledge.retrieval.Retrieval.Found;
import antiphon.agents.knowledge.retrieval.Retrieval.Limits;
import antiphon.conversations.Clock;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class LookupsTest {
    private final List<String> asked = new ArrayList<>();

    private static PromptConfig prompt(String prompt) {
        try (JsonReader reader = Json.createReader(new StringReader(
                "{\"conversation_config\":{\"agent\":{\"prompt\":" + prompt.replace('\'', '"') + "}}}"))) {
            return AgentConfig.read(reader.readObject()).agent().prompt();
        }
    }

    private Lookups lookups() {
        Lookups lookups = new Lookups();
        lookups.clock = new Clock();
        lookups.knowledge = new AgentKnowledge() {
            @Override
            public Library library(List<KnowledgeReference> references, RagConfig rag) {
                return new Library("# Knowledge base\n\n## Hours\n\nWe open at nine.", List.of("doc_1"));
            }

            @Override
            public Answer find(Collection<String> documentIds, String question, Limits limits) {
                asked.add(question);
                return new Answer("e5", List.of(new Found("doc_1", "chunk_1", "We close at six.", 0.1)));
            }
        };
        return lookups;
    }

    @Test
    void what_goes_whole_into_the_prompt_and_what_is_looked_up_is_found_each_once() {
        PromptConfig prompt = prompt("{'knowledge_base':[{'type':'file','name':'Hours','id':'doc_1'}]}");
        assertEquals(
                "# Knowledge base\n\n## Hours\n\nWe open at nine.\n\n# Knowledge base\n\nWe close at six.",
                lookups().find(prompt, List.of("When do you close?", "And on Sunday, then?")));
        assertEquals(List.of("When do you close?", "And on Sunday, then?"), asked);
    }

    @Test
    void an_agent_without_knowledge_is_not_asked() {
        assertEquals("", lookups().find(prompt("{}"), List.of("When do you close?")));
        assertEquals(List.of(), asked);
    }
}
