package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.analysis.judging.Scope;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
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
import java.util.List;
import java.util.function.UnaryOperator;

/** What was found out about conversations, and finding it out again. */
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

    /** Blocks while somebody judges; keeps nothing. */
    Finding find(String conversationId) {
        return find(conversationId, false);
    }

    /** @param asNow by what the agent asks by now, rather than by what it asked when it was called */
    Finding find(String conversationId, boolean asNow) {
        Material material = calls.find(conversationId, asNow);
        return Finding.of(material, (agent, questions) -> analysts.ask(agent, questions));
    }

    @Transactional
    void keep(Finding finding) {
        String id = finding.material().conversation().id();
        analyses.keep(id, finding.analysis());
        charge(finding);
    }

    /** Notes who thought about it and at what cost, also where nothing came of it. */
    @Transactional
    void charge(Finding finding) {
        String id = finding.material().conversation().id();
        analyses.charge(id, finding.price().orElse(BigDecimal.ZERO));
        CallAnalysis known = entities.find(CallAnalysis.class, id);
        if (known == null) {
            entities.persist(new CallAnalysis(id, finding, clock.instant()));
        } else {
            known.become(finding, clock.instant());
        }
    }

    /** Analyses a conversation anew, and tells no webhook of it. */
    @Transactional
    JsonObject run(String conversationId, Actor by) {
        refuse(calls.find(conversationId));
        Finding finding = find(conversationId);
        keep(finding);
        audit.note(by, "conversation.analyse", conversationId, null, null);
        return conversations.whole(conversationId);
    }

    /** @param body the contract's RunConversationEvaluationsRequest */
    @Transactional
    JsonObject evaluate(String conversationId, JsonObject body, Actor by) {
        List<Problem> problems = Contract.stated().problems("RunConversationEvaluationsRequest", body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        Material material = calls.find(conversationId);
        refuse(material);
        Reevaluation again = new Reevaluation(material, body.getString("evaluation_id"), analysts);
        boolean parts = Scope.of(body.getString("scope", "")) == Scope.AGENT;
        UnaryOperator<JsonObject> change = parts ? again.ofParts() : again.ofWhole();
        // Locked only now: nobody shall wait while somebody thinks.
        JsonObject before = analyses.locked(conversationId)
                .orElseGet(() -> Answers.none(RuleAnalyst.NAME, "Only single criteria were judged.")
                        .asAnalysis(material.questions().none()));
        analyses.keep(conversationId, change.apply(before));
        analyses.charge(conversationId, again.price().orElse(BigDecimal.ZERO));
        audit.note(by, "conversation.evaluate", conversationId, null, null);
        return conversations.whole(conversationId);
    }

    private static void refuse(Material material) {
        if (material.conversation().wordsGone()) {
            throw new Refusal.Conflict(
                    "conversation_forgotten", "What was said in this conversation was deleted, as its agent is set.");
        }
        switch (material.conversation().status()) {
            case INITIATED, IN_PROGRESS ->
                throw new Refusal.Conflict(
                        "conversation_in_progress", "The conversation is not over; it can be analysed when it is.");
            case PROCESSING, DONE, FAILED -> {}
        }
    }
}
