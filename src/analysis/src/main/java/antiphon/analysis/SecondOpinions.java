package antiphon.analysis;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.judging.Scope;
import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Judging conversations anew for somebody who waits for it, without telling any webhook. No transaction is open while
 * somebody thinks, since models take longer than transactions may.
 */
@ApplicationScoped
class SecondOpinions {
    @Inject
    AnalysedCalls calls;

    @Inject
    Analysts analysts;

    @Inject
    CallAnalyses analyses;

    /**
     * Analyses a whole conversation. Blocks while somebody judges.
     *
     * @throws Refusal.Unavailable when nobody could; what was known of it stays
     */
    JsonObject run(String conversationId, Actor by) {
        Material material = judgeable(conversationId);
        Finding finding = Finding.of(material, (agent, questions) -> analysts.ask(agent, questions));
        return analyses.keepAnew(finding, by).orElseThrow(() -> failed(finding.problem()));
    }

    /**
     * Judges by one criterion. Blocks while somebody judges.
     *
     * @param body the contract's RunConversationEvaluationsRequest
     * @throws Refusal.Unavailable when nobody could; what was known of it stays
     */
    JsonObject evaluate(String conversationId, JsonObject body, Actor by) {
        List<Problem> problems = Contract.stated().problems("RunConversationEvaluationsRequest", body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        Material material = judgeable(conversationId);
        Reevaluation again = new Reevaluation(material, body.getString("evaluation_id"), analysts);
        boolean parts = Scope.of(body.getString("scope", "")) == Scope.AGENT;
        UnaryOperator<JsonObject> change = parts ? again.ofParts() : again.ofWhole();
        if (again.problem().isPresent()) {
            throw failed(again.problem());
        }
        return analyses.change(material, change, again.price(), by);
    }

    private static Refusal failed(Optional<String> why) {
        return new Refusal.Unavailable(
                "analysis_failed",
                "The conversation could not be judged, and what was known of it stays: "
                        + why.orElse("no reason was given"));
    }

    private Material judgeable(String conversationId) {
        Material material = calls.find(conversationId);
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
        return material;
    }
}
