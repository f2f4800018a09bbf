package antiphon.simulation.runs;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.simulation.library.AgentTest;
import antiphon.simulation.library.AgentTests;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What somebody asks for who puts an agent to tests; the contract's RunAgentTestsRequestModel. */
record RunRequest(List<Wanted> tests, Optional<JsonObject> override, Optional<String> branchId, int repeats) {
    /** More would not be a test any more. */
    static final int MOST_RUNS = 5000;

    record Wanted(String testId, Optional<String> nodeId, Optional<String> folderId, Optional<String> folderName) {}

    /** @throws Refusal.Invalid naming every place that the contract does not allow */
    static RunRequest read(JsonObject sent) {
        List<Problem> problems = Contract.stated().problems("RunAgentTestsRequestModel", sent);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        List<Wanted> tests = sent.getJsonArray("tests").getValuesAs(JsonObject.class).stream()
                .map(test -> new Wanted(
                        test.getString("test_id"),
                        text(test, "workflow_node_id"),
                        text(test, "root_folder_id"),
                        text(test, "root_folder_name")))
                .toList();
        int repeats = sent.get("repeat_count") instanceof JsonNumber number ? number.intValue() : 1;
        if ((long) tests.size() * repeats > MOST_RUNS) {
            throw new Refusal.Invalid(new Problem(
                    List.of("body", "repeat_count"),
                    "Input should make at most " + MOST_RUNS + " runs of all tests together",
                    "less_than_equal"));
        }
        return new RunRequest(tests, override(sent), text(sent, "branch_id"), repeats);
    }

    /** An agent's document in place of the one that is kept. */
    static Optional<JsonObject> override(JsonObject sent) {
        return sent.get("agent_config_override") instanceof JsonObject document
                ? Optional.of(document)
                : Optional.empty();
    }

    static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    /** @throws Refusal.Invalid naming every test that is not there */
    Map<String, AgentTest> found(AgentTests desk) {
        Map<String, AgentTest> found = new HashMap<>();
        desk.present(tests.stream().map(Wanted::testId).toList()).forEach(test -> found.put(test.id(), test));
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < tests.size(); i++) {
            if (!found.containsKey(tests.get(i).testId())) {
                problems.add(new Problem(
                        List.of("body", "tests", i, "test_id"),
                        "There is no test with this id; POST /v1/convai/agent-testing/create makes one",
                        "value_error"));
            }
        }
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return found;
    }

    /** The folder that all tests came from, if they came from one. */
    Optional<String> commonFolder() {
        Optional<String> first = tests.getFirst().folderId();
        return first.filter(
                id -> tests.stream().allMatch(test -> test.folderId().equals(first)));
    }

    String title(Map<String, AgentTest> found) {
        Optional<String> folder = commonFolder().flatMap(id -> tests.getFirst().folderName());
        String first =
                Objects.requireNonNull(found.get(tests.getFirst().testId())).name();
        return folder.orElse(tests.size() == 1 ? first : first + " and " + (tests.size() - 1) + " more");
    }
}
