package antiphon.simulation.runs;

import antiphon.api.Json;
import antiphon.simulation.runs.TestRun.Status;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Repeated runs of a test put together by what they came to and why: those of the same reason share a bucket. */
final class ResultGroups {
    private record Test(String id, Optional<String> nodeId) {}

    private record Bucket(Status status, String reason) {}

    private ResultGroups() {}

    /** The contract's TestRunResultSummary of each test that has come to something. */
    static JsonArray of(List<TestRun> runs) {
        JsonArrayBuilder groups = Json.createArrayBuilder();
        runs.stream()
                .filter(run -> run.status() == Status.PASSED || run.status() == Status.FAILED)
                .collect(Collectors.groupingBy(
                        run -> new Test(run.testId(), run.workflowNodeId()), LinkedHashMap::new, Collectors.toList()))
                .forEach((test, its) -> groups.add(group(test, its)));
        return groups.build();
    }

    private static JsonObject group(Test test, List<TestRun> runs) {
        Map<Bucket, List<TestRun>> buckets = runs.stream()
                .collect(Collectors.groupingBy(
                        run -> new Bucket(run.status(), run.reason()), LinkedHashMap::new, Collectors.toList()));
        JsonArrayBuilder shown = Json.createArrayBuilder();
        buckets.forEach((bucket, its) -> shown.add(Json.createObjectBuilder()
                .add(
                        "test_run_ids",
                        Json.createArrayBuilder(its.stream().map(TestRun::id).toList()))
                .add("title", its.size() + " " + bucket.status().wireName())
                .add("reason", bucket.reason())
                .add("status", bucket.status().wireName())));
        JsonObjectBuilder group = Json.createObjectBuilder()
                .add("test_id", test.id())
                .add("test_name", runs.getFirst().testName())
                .add("buckets", shown);
        test.nodeId().ifPresentOrElse(id -> group.add("workflow_node_id", id), () -> group.addNull("workflow_node_id"));
        return group.build();
    }
}
