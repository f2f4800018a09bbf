package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.conversations.history.PastConversations;
import antiphon.conversations.record.Analyses;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What was found out about conversations. */
@ApplicationScoped
class CallAnalyses {
    @PersistenceContext(unitName = "analysis")
    EntityManager entities;

    @Inject
    AnalysedCalls calls;

    @Inject
    Analysts analysts;

    @Inject
    Analyses analyses;

    @Inject
    PastConversations conversations;

    @Inject
    AuditTrail audit;

    @Inject
    InstantSource clock;

    /**
     * Blocks while somebody judges; keeps nothing.
     *
     * @param asNow by what the agent asks by now, rather than by what it asked when it was called
     */
    Finding find(String conversationId, boolean asNow) {
        Material material = calls.find(conversationId, asNow);
        return Finding.of(material, (agent, questions) -> analysts.ask(agent, questions));
    }

    /** Keeps it, whatever was known before. */
    @Transactional
    void keep(Finding finding) {
        String id = finding.material().conversation().id();
        analyses.keep(id, finding.analysis());
        charge(finding);
    }

    /**
     * Keeps what came of looking anew, unless nobody could and it was looked at before.
     *
     * @return whether it was kept
     */
    @Transactional
    boolean keepIfBetter(Finding finding) {
        if (finding.isBetterThanNothing()
                || analyses.locked(finding.material().conversation().id()).isEmpty()) {
            keep(finding);
            return true;
        }
        charge(finding);
        return false;
    }

    /** Notes who thought about it and at what cost, also where nothing came of it. */
    private void charge(Finding finding) {
        String id = finding.material().conversation().id();
        analyses.charge(id, finding.price().orElse(BigDecimal.ZERO));
        CallAnalysis known = entities.find(CallAnalysis.class, id);
        if (known == null) {
            entities.persist(new CallAnalysis(id, finding, clock.instant()));
        } else {
            known.become(finding, clock.instant());
        }
    }

    /**
     * Keeps what came of looking at a conversation anew because somebody wanted that.
     *
     * @return what it is shown as by then; empty where what was known stays
     */
    @Transactional
    Optional<JsonObject> keepAnew(Finding finding, Actor by) {
        String id = finding.material().conversation().id();
        audit.note(by, "conversation.analyse", id, null, null);
        return keepIfBetter(finding) ? Optional.of(conversations.whole(id)) : Optional.empty();
    }

    /**
     * Changes a part of what was found out, of which nobody else changes anything meanwhile.
     *
     * @param change what becomes of what was known
     * @param price in US dollars, of finding that out; empty where it is not known
     * @return what the conversation is shown as by then
     */
    @Transactional
    JsonObject change(Material material, UnaryOperator<JsonObject> change, Optional<BigDecimal> price, Actor by) {
        String id = material.conversation().id();
        JsonObject before = analyses.locked(id)
                .orElseGet(() -> Answers.none(RuleAnalyst.NAME, "Only single criteria were judged.")
                        .asAnalysis(material.questions().none()));
        analyses.keep(id, change.apply(before));
        analyses.charge(id, price.orElse(BigDecimal.ZERO));
        audit.note(by, "conversation.evaluate", id, null, null);
        return conversations.whole(id);
    }
}
