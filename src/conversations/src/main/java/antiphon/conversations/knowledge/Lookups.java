package antiphon.conversations.knowledge;

import antiphon.agents.config.PromptConfig;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.knowledge.retrieval.AgentKnowledge.Library;
import antiphon.call.Knowledge;
import antiphon.language.Message;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Looks up what an agent knows, as its calls do, for those who ask about a call afterwards. */
@ApplicationScoped
public class Lookups {
    /** Of documents that go whole into the agent's instructions. */
    private static final int MOST_CHARACTERS = 50_000;

    @Inject
    AgentKnowledge knowledge;

    @Inject
    InstantSource clock;

    /**
     * What bears on these questions; empty where the agent has no knowledge, or nothing of it does. Blocks, and holds no
     * connection to the database afterwards.
     *
     * @param prompt of the agent whose knowledge is meant
     */
    @Transactional(TxType.REQUIRES_NEW)
    public String find(PromptConfig prompt, List<String> questions) {
        if (prompt.knowledgeBase().isEmpty()) {
            return "";
        }
        Library library = knowledge.library(prompt.knowledgeBase(), prompt.rag());
        Set<String> found = new LinkedHashSet<>();
        Consumer<String> keep = note -> {
            if (!note.isBlank()) {
                found.add(note);
            }
        };
        keep.accept(shortened(library.prompt()));
        if (!library.lookedUp().isEmpty()) {
            Knowledge port = new CallKnowledge(knowledge::find, library.lookedUp(), prompt.rag(), Runnable::run, clock);
            questions.forEach(question -> ask(port, question, keep));
        }
        return String.join("\n\n", found);
    }

    /** Whoever runs on this thread has answered when this returns. */
    private static void ask(Knowledge port, String question, Consumer<String> keep) {
        var unused = port.look(List.of(new Message.UserSaid(question)), answer -> keep.accept(answer.note()));
    }

    private static String shortened(String text) {
        return text.length() > MOST_CHARACTERS ? text.substring(0, MOST_CHARACTERS) : text;
    }
}
