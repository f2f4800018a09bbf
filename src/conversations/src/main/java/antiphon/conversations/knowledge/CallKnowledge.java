package antiphon.conversations.knowledge;

import antiphon.agents.config.RagConfig;
import antiphon.agents.knowledge.retrieval.AgentKnowledge;
import antiphon.agents.knowledge.retrieval.Retrieval.Limits;
import antiphon.call.Knowledge;
import antiphon.language.Message;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Looks up passages of an agent's documents for what the caller says, on other threads than the call's. What takes longer
 * than {@link #PATIENCE} is done without: a caller waits for an answer, not for all of it.
 */
public final class CallKnowledge implements Knowledge {
    static final Duration PATIENCE = Duration.ofMillis(1500);
    private static final Logger LOG = System.getLogger(CallKnowledge.class.getName());
    private static final AgentKnowledge.Answer NOTHING = new AgentKnowledge.Answer("", List.of());
    private static final int FEW_WORDS = 4;

    /** Finds passages; blocks. */
    public interface Search {
        AgentKnowledge.Answer find(List<String> documentIds, String question, Limits limits);
    }

    private final Search search;
    private final List<String> documentIds;
    private final RagConfig rag;
    private final Executor blocking;
    private final InstantSource clock;

    public CallKnowledge(
            Search search, List<String> documentIds, RagConfig rag, Executor blocking, InstantSource clock) {
        this.search = search;
        this.documentIds = documentIds;
        this.rag = rag;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** Lets everything be loaded that the first look would wait for. Returns at once. */
    public CallKnowledge warmUp() {
        blocking.execute(() -> passages("warm up"));
        return this;
    }

    @Override
    public Looking look(List<Message> dialogue, Consumer<Found> found) {
        String question = question(dialogue);
        Instant asked = clock.instant();
        CompletableFuture<AgentKnowledge.Answer> looking = CompletableFuture.supplyAsync(
                        () -> passages(question), blocking)
                .completeOnTimeout(NOTHING, PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        var unused = looking.whenComplete(
                (passages, failure) -> found.accept(told(question, failure == null ? passages : NOTHING, asked)));
        return () -> {};
    }

    private AgentKnowledge.Answer passages(String question) {
        try {
            Limits limits = new Limits(
                    rag.maxVectorDistance(),
                    rag.maxDocumentsLength(),
                    rag.maxChunks(),
                    rag.candidates().orElse(0));
            return search.find(documentIds, question, limits);
        } catch (RuntimeException | LinkageError failed) {
            LOG.log(
                    Level.WARNING,
                    "Nothing could be looked up: {0}",
                    failed.getClass().getName());
            return NOTHING;
        }
    }

    private Found told(String question, AgentKnowledge.Answer answer, Instant asked) {
        List<Passage> places = answer.passages().stream()
                .map(passage -> new Passage(passage.documentId(), passage.passageId(), passage.distance()))
                .toList();
        String note = places.isEmpty()
                ? ""
                : answer.passages().stream()
                        .map(passage -> passage.words())
                        .collect(Collectors.joining("\n\n", "# Knowledge base\n\n", ""));
        Duration took = Duration.between(asked, clock.instant());
        return new Found(note, new Retrieval(question, rag.embeddingModel(), places, took));
    }

    /** What the caller said last; few words lean on what he said before. */
    static String question(List<Message> dialogue) {
        List<String> said = dialogue.stream()
                .filter(Message.UserSaid.class::isInstance)
                .map(message -> ((Message.UserSaid) message).text())
                .toList();
        if (said.isEmpty()) {
            return "";
        }
        String last = said.getLast();
        return said.size() > 1 && last.strip().split("\\s+").length < FEW_WORDS
                ? said.get(said.size() - 2) + " " + last
                : last;
    }
}
