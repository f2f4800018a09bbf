package antiphon.conversations.record;

import antiphon.api.Cursor;
import antiphon.api.Query;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which conversations are asked for: the contract's filters that the record can answer. An absent filter lets all pass.
 *
 * @param search words to be found in what was said
 */
public record ConversationQuery(
        Optional<String> agentId,
        Optional<String> userId,
        Optional<String> branchId,
        Optional<String> versionId,
        Optional<Instant> startedBefore,
        Optional<Instant> startedAfter,
        Optional<Long> leastSeconds,
        Optional<Long> mostSeconds,
        Optional<Boolean> textOnly,
        Optional<String> source,
        Optional<String> callSuccessful,
        Optional<String> search,
        List<String> excludedStatuses,
        List<String> languages,
        List<String> terminationReasons,
        boolean oldestFirst,
        int pageSize,
        Optional<Cursor> after) {
    private static final long LATEST = 253_402_300_799L;

    public static ConversationQuery of(Query query) {
        boolean oldestFirst = oldestFirst(query);
        return new ConversationQuery(
                query.text("agent_id"),
                query.text("user_id"),
                query.text("branch_id"),
                query.text("version_id"),
                query.number("call_start_before_unix", 0, LATEST).map(Instant::ofEpochSecond),
                query.number("call_start_after_unix", 0, LATEST).map(Instant::ofEpochSecond),
                query.number("call_duration_min_secs", 0, Integer.MAX_VALUE),
                query.number("call_duration_max_secs", 0, Integer.MAX_VALUE),
                query.flag("text_only"),
                query.text("conversation_initiation_source"),
                query.oneOf("call_successful", Set.of("success", "failure", "unknown", "error")),
                query.text("search"),
                query.texts("exclude_statuses"),
                query.texts("main_languages"),
                query.texts("termination_reasons"),
                oldestFirst,
                query.number("page_size", 30, 1, 100),
                Cursor.from(query, order(oldestFirst), 2));
    }

    String order() {
        return order(oldestFirst);
    }

    private static String order(boolean oldestFirst) {
        return oldestFirst ? "conversations.asc" : "conversations.desc";
    }

    private static boolean oldestFirst(Query query) {
        return query.oneOf("sort_direction", Set.of("asc", "desc"))
                .filter("asc"::equals)
                .isPresent();
    }
}
