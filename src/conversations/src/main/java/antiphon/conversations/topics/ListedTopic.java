package antiphon.conversations.topics;

import antiphon.api.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/**
 * A topic as it is shown.
 *
 * @param label the title of the conversation that is nearest to the topic's middle
 * @param description the summary of that conversation
 */
record ListedTopic(TopicTally tally, String label, String description, List<Criterion> criteria) {
    /** How often a criterion was met in conversations of the topic. */
    record Criterion(String id, long successes, long failures, long unknown) {
        JsonObject asJson() {
            return Json.createObjectBuilder()
                    .add("criteria_id", id)
                    .add("success_count", successes)
                    .add("failure_count", failures)
                    .add("unknown_count", unknown)
                    .build();
        }
    }

    /** The contract's AgentTopicResponseModel. Nobody measures sentiment here, draws topics on a plane or sorts them under others. */
    JsonObject asJson() {
        JsonObjectBuilder shown = Json.createObjectBuilder()
                .add("topic_id", tally.topicId())
                .add("label", label)
                .add("description", description)
                .add("conversation_count", tally.conversations())
                .addNull("parent_topic_id")
                .addNull("x_2d")
                .addNull("y_2d")
                .add("metrics", metrics());
        double rate = tally.successRate();
        return (Double.isNaN(rate) ? shown.addNull("success_rate") : shown.add("success_rate", rate)).build();
    }

    private JsonObject metrics() {
        JsonArrayBuilder counted = Json.createArrayBuilder();
        criteria.forEach(each -> counted.add(each.asJson()));
        return Json.createObjectBuilder()
                .add("conversation_count", tally.conversations())
                .addNull("sentiment")
                .add("evaluation_criteria", counted)
                .build();
    }
}
