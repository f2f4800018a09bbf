package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.Criterion;
import antiphon.analysis.judging.Questions;
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
import java.time.InstantSource;
import java.util.List;

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

    /** What came of looking at a conversation, not yet kept. */
    record Finding(Material material, Answers answers) {
        JsonObject analysis() {
            return answers.asAnalysis(material.questions());
        }
    }

    /** Blocks while somebody judges; keeps nothing. */
    Finding find(String conversationId) {
        Material material = calls.find(conversationId);
        return new Finding(material, analysts.find(material.agent()).answer(material.questions()));
    }

    @Transactional
    void keep(Finding finding) {
        String id = finding.material().conversation().id();
        analyses.keep(id, finding.analysis());
        entities.merge(new CallAnalysis(id, finding.answers(), clock.instant()));
    }

    /** Analyses a conversation anew, and tells no webhook of it. */
    @Transactional
    JsonObject run(String conversationId, Actor by) {
        Finding finding = find(conversationId);
        refuseLiving(finding.material());
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
        refuseLiving(material);
        Criterion criterion = material.questions().criteria().stream()
                .filter(each -> each.id().equals(body.getString("evaluation_id")))
                .findFirst()
                .orElseThrow(() -> Refusal.NotFound.of("evaluation", body.getString("evaluation_id")));
        Questions alone = material.questions().only(criterion);
        Answers answers = analysts.find(material.agent()).answer(alone);
        JsonObject before = analyses.locked(conversationId).orElseGet(() -> answers.asAnalysis(alone));
        analyses.keep(conversationId, Answers.replaced(before, answers.asResult(criterion)));
        audit.note(by, "conversation.evaluate", conversationId, null, null);
        return conversations.whole(conversationId);
    }

    private static void refuseLiving(Material material) {
        switch (material.conversation().status()) {
            case INITIATED, IN_PROGRESS ->
                throw new Refusal.Conflict(
                        "conversation_in_progress", "The conversation is not over; it can be analysed when it is.");
            case PROCESSING, DONE, FAILED -> {}
        }
    }
}
