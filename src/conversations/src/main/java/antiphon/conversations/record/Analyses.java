package antiphon.conversations.record;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was found out about conversations. Whoever looks at them afterwards leaves it here. */
@ApplicationScoped
public class Analyses {
    private static final String SCHEMA = "ConversationHistoryAnalysisCommonModel";

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /**
     * Keeps what was found out, in the place of what was known before.
     *
     * @param analysis the contract's {@code analysis} of a conversation
     * @throws Refusal.NotFound when there is no such conversation
     * @throws Refusal.Invalid when it is not as the contract says
     */
    @Transactional
    public void keep(String conversationId, JsonObject analysis) {
        JsonObject whole = Contract.stated().complete(SCHEMA, analysis);
        List<Problem> problems = Contract.stated().problems(SCHEMA, whole);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        boolean wordsGone = lock(conversationId);
        JsonObject kept = wordsGone ? WordlessAnalysis.of(whole) : whole;
        ConversationAnalysis known = entities.find(ConversationAnalysis.class, conversationId);
        if (known == null) {
            entities.persist(new ConversationAnalysis(conversationId, kept, clock.instant()));
        } else {
            known.become(kept, clock.instant());
        }
    }

    /** Adds what it cost to find that out, in US dollars. */
    @Transactional
    public void charge(String conversationId, BigDecimal price) {
        Optional.ofNullable(entities.find(ConversationAnalysis.class, conversationId))
                .ifPresent(known -> known.costs(price));
    }

    /** The contract's AnalysisCharging, where somebody thought about the conversation. */
    @Transactional
    public Optional<JsonObject> charging(String conversationId) {
        return Optional.ofNullable(entities.find(ConversationAnalysis.class, conversationId))
                .map(ConversationAnalysis::charging);
    }

    /** What was found stays, and every word of it goes. */
    @Transactional
    void forgetWords(String conversationId) {
        ConversationAnalysis known = entities.find(ConversationAnalysis.class, conversationId);
        if (known != null) {
            known.become(WordlessAnalysis.of(known.document()), clock.instant());
        }
    }

    /**
     * What is known of a conversation, for whoever changes a part of it: nobody else does until this transaction ends.
     *
     * @throws Refusal.NotFound when there is no such conversation
     */
    @Transactional(TxType.MANDATORY)
    public Optional<JsonObject> locked(String conversationId) {
        lock(conversationId);
        return find(conversationId);
    }

    /** @return whether the words went while somebody thought about them; they do not go while the conversation is locked */
    private boolean lock(String conversationId) {
        List<?> rows = entities.createNativeQuery(
                        "select words_gone_at is not null from conversation where id = ?1 for no key update")
                .setParameter(1, conversationId)
                .getResultList();
        if (rows.isEmpty()) {
            throw Refusal.NotFound.of("conversation", conversationId);
        }
        return rows.getFirst().equals(true);
    }

    @Transactional
    public Optional<JsonObject> find(String conversationId) {
        return Optional.ofNullable(entities.find(ConversationAnalysis.class, conversationId))
                .map(ConversationAnalysis::document);
    }

    /** Those that are known, by conversation. */
    @Transactional
    public Map<String, JsonObject> of(Collection<String> conversationIds) {
        Map<String, JsonObject> found = new LinkedHashMap<>();
        if (!conversationIds.isEmpty()) {
            entities.createQuery(
                            "select a from ConversationAnalysis a where a.conversationId in :ids",
                            ConversationAnalysis.class)
                    .setParameter("ids", conversationIds)
                    .getResultList()
                    .forEach(each -> found.put(each.conversationId(), each.document()));
        }
        return found;
    }
}
