package antiphon.conversations.history;

import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.record.Sources;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The contract's filters of conversations as conditions on the table {@code conversation c}. A filter by what no conversation
 * of this server can have (procedures, another product) lets none pass.
 */
public final class ConversationFilter {
    private static final long LATEST = 253_402_300_799L;
    private static final int MOST_AGENTS = 50;
    private static final Set<String> STATUSES = Set.of("initiated", "in-progress", "processing", "done", "failed");

    private static final Set<String> GUARDRAILS = Set.of(
            "custom",
            "prompt_injection",
            "self_harm_intent",
            "violence_graphic",
            "sexual",
            "violence",
            "harassment",
            "sexual_minors",
            "self_harm",
            "self_harm_instructions",
            "harassment_threatening",
            "hate",
            "hate_threatening",
            "profanity",
            "religion_or_politics",
            "medical_and_legal",
            "guardrail");

    /** What may be filtered by, in the contract's words. */
    public static final Set<String> PARAMETERS = Set.of(
            "agent_id",
            "user_id",
            "call_start_before_unix",
            "call_start_after_unix",
            "call_duration_min_secs",
            "call_duration_max_secs",
            "branch_id",
            "version_id",
            "visited_agent_ids",
            "visited_agent_branch_ids",
            "workflow_node_entered_id",
            "text_only",
            "conversation_initiation_source",
            "main_languages",
            "exclude_statuses",
            "termination_reasons",
            "tag_ids",
            "dynamic_variable_params",
            "search",
            "rating_min",
            "rating_max",
            "has_feedback_comment",
            "tool_names",
            "tool_names_successful",
            "tool_names_errored",
            "include_invalid_tool_calls",
            "call_successful",
            "evaluation_params",
            "data_collection_params",
            "triggered_procedure_ids",
            "topic_ids",
            "guardrail_types",
            "custom_guardrail_names",
            "parent_conversation_id",
            "conversation_product_type");

    private static final String ANALYSED =
            "exists (select 1 from conversation_analysis a where a.conversation_id = c.id and ";

    private final Query query;
    private final Conditions conditions;

    private ConversationFilter(Query query, Conditions conditions) {
        this.query = query;
        this.conditions = conditions;
    }

    /**
     * Adds what the query asks for.
     *
     * @throws Refusal.Invalid naming a parameter whose value cannot be
     */
    public static void add(Query query, Conditions conditions) {
        ConversationFilter filter = new ConversationFilter(query, conditions);
        filter.byStart();
        filter.byAgent();
        filter.byCall();
        filter.byFeedback();
        filter.byTools();
        filter.byGuardrails();
        filter.byAnalysis();
        filter.byWhatIsNotHere();
    }

    private void byStart() {
        is("agent_id", "c.agent_id = ?");
        is("user_id", "c.user_id = ?");
        moment("call_start_before_unix", at -> conditions.and("c.started_at < ?", at));
        moment("call_start_after_unix", at -> conditions.and("c.started_at > ?", at));
        String seconds = "antiphon_seconds_between(c.started_at, c.ended_at)";
        number("call_duration_min_secs", 0, Integer.MAX_VALUE, seconds + " >= ?");
        number("call_duration_max_secs", 0, Integer.MAX_VALUE, seconds + " <= ?");
    }

    private void byAgent() {
        is("branch_id", "c.branch_id = ?");
        is("version_id", "c.version_id = ?");
        List<String> agents = fewer("visited_agent_ids");
        if (!agents.isEmpty()) {
            conditions.and(
                    "(c.agent_id in (?) or exists (select 1 from conversation_visit v where v.conversation_id = c.id"
                            + " and v.agent_id in (?)))",
                    agents,
                    agents);
        }
        any(fewer("visited_agent_branch_ids"), "c.branch_id in (?)");
        is(
                "workflow_node_entered_id",
                "exists (select 1 from conversation_visit v where v.conversation_id = c.id and v.node_id = ?)");
    }

    private void byCall() {
        query.flag("text_only").ifPresent(only -> conditions.and("c.text_only = ?", only));
        query.oneOf("conversation_initiation_source", Sources.ALL)
                .ifPresent(source -> conditions.and("c.source = ?", source));
        any(query.texts("main_languages"), "c.language in (?)");
        any(query.someOf("exclude_statuses", STATUSES), "c.status not in (?)");
        any(query.texts("termination_reasons"), "c.termination_reason in (?)");
        any(
                query.texts("tag_ids"),
                "exists (select 1 from conversation_tagging g where g.conversation_id = c.id and g.tag_id in (?))");
        any(
                query.texts("topic_ids"),
                "exists (select 1 from conversation_topic o where o.conversation_id = c.id"
                        + " and o.started_at = c.started_at and o.topic_id in (?))");
        compare(
                "dynamic_variable_params",
                comparison -> comparison.addTo(
                        conditions, "(c.client_data::jsonb -> 'dynamic_variables' ->> cast(? as text))"));
        // Materialized, so that the index of words is asked first: few words are as common as the planner fears.
        query.text("search")
                .ifPresent(words -> conditions.and(
                        "c.id in (with found as materialized (select t.conversation_id from conversation_turn t"
                                + " where t.message is not null and "
                                + WordQuery.MATCHES + ") select conversation_id from found)",
                        WordQuery.of(words).values()));
    }

    private void byFeedback() {
        number("rating_min", 1, 5, "c.feedback_rating >= ?");
        number("rating_max", 1, 5, "c.feedback_rating <= ?");
        query.flag("has_feedback_comment")
                .ifPresent(has -> conditions.and("c.feedback_comment is " + (has ? "not null" : "null")));
    }

    private void byTools() {
        boolean neverRan = query.flag("include_invalid_tool_calls", false);
        used("tool_names", neverRan ? List.of("called", "invalid") : List.of("called"));
        used("tool_names_successful", List.of("successful"));
        used("tool_names_errored", List.of("errored"));
    }

    /** That the times are equal too lets the database walk the users of one tool from the newest on. */
    private void used(String parameter, List<String> outcomes) {
        any(
                query.texts(parameter),
                names -> conditions.and(
                        "exists (select 1 from conversation_tool_use u where u.conversation_id = c.id"
                                + " and u.started_at = c.started_at and u.tool_name in (?) and u.outcome in (?))",
                        names,
                        outcomes));
    }

    /** As for tools. */
    private void byGuardrails() {
        triggered(query.someOf("guardrail_types", GUARDRAILS), "t.guardrail_type in (?) and t.guardrail_name = ''");
        triggered(query.texts("custom_guardrail_names"), "t.guardrail_type = 'custom' and t.guardrail_name in (?)");
    }

    private void triggered(List<String> wanted, String condition) {
        any(
                wanted,
                "exists (select 1 from conversation_guardrail t where t.conversation_id = c.id"
                        + " and t.started_at = c.started_at and " + condition + ")");
    }

    private void byAnalysis() {
        query.oneOf("call_successful", Set.of("success", "failure", "unknown", "error"))
                .ifPresent(this::bySuccess);
        query.texts("evaluation_params").forEach(this::byCriterion);
        compare(
                "data_collection_params",
                comparison -> comparison.addTo(
                        conditions,
                        "(select a.document::jsonb -> 'data_collection_results' -> cast(? as text) ->> 'value'"
                                + " from conversation_analysis a where a.conversation_id = c.id)"));
    }

    /** Nobody has found out about most conversations: these are of unknown success. No analysis ends in an error here. */
    private void bySuccess(String success) {
        switch (success) {
            case "unknown" -> conditions.and("not " + ANALYSED + "a.call_successful <> 'unknown')");
            case "error" -> conditions.never();
            default -> conditions.and(ANALYSED + "a.call_successful = ?)", success);
        }
    }

    private void byCriterion(String text) {
        int at = text.lastIndexOf(':');
        if (at < 1 || !Set.of("success", "failure", "unknown").contains(text.substring(at + 1))) {
            throw refusal(
                    "evaluation_params",
                    "Input should be criteria_id:result, where result is one of success, failure, unknown");
        }
        conditions.and(
                ANALYSED + "a.document::jsonb -> 'evaluation_criteria_results' -> cast(? as text) ->> 'result' = ?)",
                text.substring(0, at),
                text.substring(at + 1));
    }

    private void byWhatIsNotHere() {
        boolean none = !fewer("triggered_procedure_ids").isEmpty()
                || query.text("parent_conversation_id").isPresent()
                || query.oneOf("conversation_product_type", Set.of("agents", "speech_engine"))
                        .equals(Optional.of("speech_engine"));
        if (none) {
            conditions.never();
        }
    }

    private void is(String parameter, String condition) {
        query.text(parameter).ifPresent(value -> conditions.and(condition, value));
    }

    private void moment(String parameter, Consumer<Instant> use) {
        query.number(parameter, 0, LATEST).map(Instant::ofEpochSecond).ifPresent(use);
    }

    private void number(String parameter, long least, long most, String condition) {
        query.number(parameter, least, most).ifPresent(value -> conditions.and(condition, value));
    }

    private void any(List<String> wanted, String condition) {
        any(wanted, values -> conditions.and(condition, values));
    }

    private static void any(List<String> wanted, Consumer<List<String>> use) {
        if (!wanted.isEmpty()) {
            use.accept(wanted);
        }
    }

    private void compare(String parameter, Consumer<Comparison> use) {
        query.texts(parameter).forEach(text -> use.accept(Comparison.read(parameter, text)));
    }

    private List<String> fewer(String parameter) {
        List<String> values = query.texts(parameter);
        if (values.size() > MOST_AGENTS) {
            throw refusal(parameter, "List should have at most " + MOST_AGENTS + " items");
        }
        return values;
    }

    private static Refusal.Invalid refusal(String parameter, String message) {
        return new Refusal.Invalid(new Problem(List.of("query", parameter), message, "value_error"));
    }
}
