package antiphon.conversations.history;

import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.api.contract.Contract;
import antiphon.conversations.record.Conversation;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One line of a list of conversations as the contract shows it.
 *
 * @param now for how long a call that lives has been going on
 * @param summaries whether what was summed up is shown
 * @param collected ids of collected data that are shown
 * @param criteria ids of evaluation criteria whose results are shown
 */
record SummaryDocument(Instant now, boolean summaries, List<String> collected, List<String> criteria) {
    static SummaryDocument asked(Query query, Instant now) {
        return new SummaryDocument(
                now,
                query.oneOf("summary_mode", Set.of("include", "exclude")).equals(Optional.of("include")),
                query.texts("data_collection_ids"),
                query.texts("evaluation_criteria_ids"));
    }

    JsonObject of(ListedConversation listed) {
        Conversation conversation = listed.conversation();
        JsonObject analysis = listed.analysis().orElse(JsonValue.EMPTY_JSON_OBJECT);
        JsonObjectBuilder summary = Json.createObjectBuilder()
                .add("agent_id", conversation.agentId())
                .add("agent_name", conversation.agentName())
                .add("conversation_id", conversation.id())
                .add("start_time_unix_secs", conversation.startedAt().getEpochSecond())
                .add(
                        "call_duration_secs",
                        Math.max(0, conversation.duration(now).toSeconds()))
                .add("message_count", conversation.messageCount())
                .add("status", conversation.status().wireName())
                .add("termination_reason", conversation.terminationReason())
                .add("call_successful", analysis.getString("call_successful", "unknown"))
                .add("main_language", conversation.language())
                .add("conversation_initiation_source", conversation.source())
                .add("tool_names", texts(listed.toolNames()))
                .add("tag_ids", texts(listed.tagIds()));
        conversation.branchId().ifPresent(id -> summary.add("branch_id", id));
        conversation.versionId().ifPresent(id -> summary.add("version_id", id));
        conversation.feedbackRating().ifPresent(rating -> summary.add("rating", rating));
        addAnalysis(summary, analysis);
        return Contract.stated().complete("ConversationSummaryResponseModel", summary.build());
    }

    private void addAnalysis(JsonObjectBuilder summary, JsonObject analysis) {
        copy(summary, analysis, "call_success_score");
        if (summaries) {
            copy(summary, analysis, "transcript_summary");
            copy(summary, analysis, "call_summary_title");
        }
        some(summary, analysis, "data_collection_results", collected);
        some(summary, analysis, "evaluation_criteria_results", criteria);
    }

    private static void copy(JsonObjectBuilder summary, JsonObject analysis, String name) {
        Optional.ofNullable(analysis.get(name)).ifPresent(value -> summary.add(name, value));
    }

    /** Those that were asked for; without any the member stays null. */
    private static void some(JsonObjectBuilder summary, JsonObject analysis, String name, List<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        JsonObjectBuilder shown = Json.createObjectBuilder();
        analysis.getOrDefault(name, JsonValue.EMPTY_JSON_OBJECT).asJsonObject().forEach((id, result) -> {
            if (ids.contains(id)) {
                shown.add(id, result);
            }
        });
        summary.add(name, shown);
    }

    private static JsonArrayBuilder texts(List<String> texts) {
        return Json.createArrayBuilder(texts);
    }
}
