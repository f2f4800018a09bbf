package antiphon.simulation.runs;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs that shall be carried out once more; the contract's ResubmitTestsRequestModel. */
record ResubmitRequest(List<String> runIds, String agentId, Optional<JsonObject> override, Optional<String> branchId) {

    /** @throws Refusal.Invalid naming every place that the contract does not allow */
    static ResubmitRequest read(JsonObject sent) {
        List<Problem> problems = Contract.stated().problems("ResubmitTestsRequestModel", sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return new ResubmitRequest(
                sent.getJsonArray("test_run_ids").getValuesAs(JsonString.class).stream()
                        .map(JsonString::getString)
                        .toList(),
                sent.getString("agent_id"),
                RunRequest.override(sent),
                RunRequest.text(sent, "branch_id"));
    }

    /** @throws Refusal.Invalid naming every run that is not among these */
    List<TestRun> found(List<TestRun> runs) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < runIds.size(); i++) {
            String id = runIds.get(i);
            if (runs.stream().noneMatch(run -> run.id().equals(id))) {
                problems.add(new Problem(
                        List.of("body", "test_run_ids", i), "This invocation has no such run", "value_error"));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return runs.stream().filter(run -> runIds.contains(run.id())).toList();
    }
}
