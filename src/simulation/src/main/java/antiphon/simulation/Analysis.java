package antiphon.simulation;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Verdict;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.List;

/** What came of a simulated conversation. */
final class Analysis {
    private Analysis() {}

    /** The contract's ConversationHistoryAnalysisCommonModel. Blocks while somebody judges. */
    static JsonObject of(List<JsonObject> transcript, List<Criterion> criteria, Judge judge)
            throws InterruptedException {
        String evidence = Evidence.of(transcript);
        JsonObjectBuilder byId = Json.createObjectBuilder();
        JsonArrayBuilder list = Json.createArrayBuilder();
        List<Verdict> verdicts = new ArrayList<>();
        for (Criterion criterion : criteria) {
            Verdict verdict = criterion.judge(evidence, judge);
            verdicts.add(verdict);
            byId.add(criterion.id(), criterion.shown(verdict));
            list.add(criterion.shown(verdict));
        }
        Verdict.Result successful = verdicts.isEmpty()
                ? Verdict.Result.UNKNOWN
                : Verdict.all(verdicts).result();
        return Contract.stated()
                .complete(
                        "ConversationHistoryAnalysisCommonModel",
                        Json.createObjectBuilder()
                                .add("evaluation_criteria_results", byId)
                                .add("evaluation_criteria_results_list", list)
                                .add("call_successful", successful.wireName())
                                .add("transcript_summary", judge.summary(evidence))
                                .build());
    }
}
