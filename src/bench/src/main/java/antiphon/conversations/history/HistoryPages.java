package antiphon.conversations.history;

import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.conversations.record.Analyses;
import antiphon.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.core.AbstractMultivaluedMap;
import java.io.IOException;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long a page of a hundred conversations takes among many, from the query's parameters to the rows shown, on a real
 * PostgreSQL of its own. The argument is how many conversations; a million unless given.
 */
public final class HistoryPages {
    private static final int WARM = 10;
    private static final int MEASURED = 50;

    private static final List<Map<String, String>> QUESTIONS = List.of(
            Map.of(),
            Map.of("sort_direction", "asc"),
            Map.of("agent_id", "agent_7"),
            Map.of("user_id", "user_77"),
            Map.of("exclude_statuses", "in-progress"),
            Map.of("call_duration_min_secs", "60", "main_languages", "de"),
            Map.of("rating_min", "5"),
            Map.of("has_feedback_comment", "true"),
            Map.of("tool_names", "weather"),
            Map.of("tool_names_successful", "weather"),
            Map.of("tool_names_errored", "weather"),
            Map.of("tool_names", "sonar"),
            Map.of("guardrail_types", "violence"),
            Map.of("custom_guardrail_names", "mine"),
            Map.of("guardrail_types", "profanity"),
            Map.of("dynamic_variable_params", "tier:eq:gold"),
            Map.of("tag_ids", "tag_1"),
            Map.of("topic_ids", "topic_1"),
            Map.of("call_successful", "failure"),
            Map.of("search", "refund policy"),
            Map.of("search", "giraffe"));

    private final TestDatabase database;
    private final Histories histories = new Histories();

    private HistoryPages(TestDatabase database) {
        this.database = database;
        EntityManager entities = database.entities("conversations");
        histories.entities = entities;
        histories.analyses = new Analyses();
        give(histories.analyses, "entities", entities);
    }

    public static void main(String[] arguments) throws SQLException, IOException {
        int count = arguments.length > 0 && !arguments[0].isEmpty() ? Integer.parseInt(arguments[0]) : 1_000_000;
        try (TestDatabase database = new TestDatabase()) {
            HistoryPages pages = new HistoryPages(database);
            pages.fill(count);
            System.out.printf("A page of 100 of %,d conversations, in ms:%n%-60s %8s %8s%n", count, "", "p50", "p95");
            for (Map<String, String> question : QUESTIONS) {
                pages.measure(question, "");
            }
            pages.measure(Map.of(), pages.cursorAfter(200));
        }
    }

    private void fill(int count) throws SQLException {
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    insert into conversation (id, agent_id, agent_name, version_id, branch_id, status, started_at, ended_at,
                        termination_reason, authorization_method, source, language, text_only, voice_recorded, user_id,
                        environment, client_data, server_name, server_run, message_count, feedback_rating, feedback_comment)
                    select 'conv_' || md5(n::text), 'agent_' || n % 50, 'Guide', 'v', 'b', 'done',
                        timestamptz '2026-01-01' + n * interval '7 seconds',
                        timestamptz '2026-01-01' + n * interval '7 seconds' + n % 600 * interval '1 second',
                        'The client ended the conversation.', 'public', 'js_sdk', case when n % 5 = 0 then 'de' else 'en' end,
                        n % 7 = 0, true, 'user_' || n % 20000, 'production',
                        '{"dynamic_variables":{"tier":"' || case when n % 100 = 0 then 'gold' else 'iron' end || '"}}',
                        's', 'r', 2, case when n % 50 = 0 then n / 50 % 5 + 1 end, case when n % 1000 = 0 then 'Good.' end
                    from generate_series(1, :count) n
                    """.replace(":count", String.valueOf(count)));
            statement.execute("""
                    insert into conversation_turn (conversation_id, position, role, message, interrupted, time_in_call_secs,
                        event_id, source_medium, tool_calls, tool_results, metrics)
                    select 'conv_' || md5(n::text), 0, 'agent',
                        'Hello number ' || n || case when n % 1000 = 0 then ', our refund policy is simple' else ', how are you' end,
                        false, 1, 1, 'audio',
                        case when n % 200 = 0 then '[{"tool_name":"weather","tool_has_been_called":true}]' else '[]' end,
                        case when n % 200 = 0 then '[{"tool_name":"weather","is_error":' || (n % 2000 = 0) || '}]' else '[]' end,
                        '{}'
                    from generate_series(1, :count) n
                    """.replace(":count", String.valueOf(count)));
            statement.execute("""
                    insert into conversation_tool_use
                    select c.id, 'weather', use.outcome, c.started_at
                    from generate_series(200, :count, 200) n join conversation c on c.id = 'conv_' || md5(n::text),
                        unnest(array['called', case when n % 2000 = 0 then 'errored' else 'successful' end]) use (outcome)
                    """.replace(":count", String.valueOf(count)));
            statement.execute("""
                    insert into conversation_guardrail
                    select c.id, guardrail.type, guardrail.name, c.started_at
                    from generate_series(200, :count, 200) n join conversation c on c.id = 'conv_' || md5(n::text),
                        (values ('violence', '', 1), ('custom', '', 2000), ('custom', 'mine', 2000)) guardrail (type, name, each)
                    where n % each = 0
                    """.replace(":count", String.valueOf(count)));
            statement.execute(
                    "insert into conversation_tag (id, title, owner, created_at) values ('tag_1', 'T', 'o', now())");
            statement.execute("""
                    insert into conversation_tagging select 'conv_' || md5(n::text), 'tag_1'
                    from generate_series(1000, :count, 1000) n
                    """.replace(":count", String.valueOf(count)));
            statement.execute("""
                    insert into conversation_analysis select 'conv_' || md5(n::text),
                        case when n % 500 = 0 then 'failure' else 'success' end, '{}', now()
                    from generate_series(10, :count, 10) n
                    """.replace(":count", String.valueOf(count)));
            statement.execute("insert into topic (id, agent_id, made_at) values ('topic_1', 'agent_7', now())");
            statement.execute("""
                    insert into conversation_topic (conversation_id, agent_id, started_at, results, placed, topic_id, nearness)
                    select id, agent_id, started_at, '{}', 1, case when agent_id = 'agent_7' then 'topic_1' end, 0.5
                    from conversation
                    """);
            statement.execute("vacuum analyze");
        }
    }

    private void measure(Map<String, String> question, String cursor) {
        List<Long> nanos = new ArrayList<>();
        int rows = 0;
        for (int i = 0; i < WARM + MEASURED; i++) {
            long begun = System.nanoTime();
            rows = page(question, cursor).items().size();
            if (i >= WARM) {
                nanos.add(System.nanoTime() - begun);
            }
        }
        nanos.sort(null);
        System.out.printf(
                "%-60s %8.1f %8.1f   %d rows%n",
                cursor.isEmpty() ? question : "after 20,000 rows",
                millis(nanos.get(MEASURED / 2)),
                millis(nanos.get(MEASURED * 95 / 100)),
                rows);
    }

    private String cursorAfter(int pages) {
        String cursor = "";
        for (int i = 0; i < pages; i++) {
            cursor = page(Map.of(), cursor).next().orElseThrow().asText();
        }
        return cursor;
    }

    private Page<ListedConversation> page(Map<String, String> question, String cursor) {
        Parameters parameters = new Parameters();
        question.forEach(parameters::add);
        parameters.add("page_size", "100");
        if (!cursor.isEmpty()) {
            parameters.add("cursor", cursor);
        }
        return database.inTransaction(() -> histories.page(Query.of(parameters)));
    }

    private static double millis(long nanos) {
        return Duration.ofNanos(nanos).toNanos() / 1e6;
    }

    private static void give(Object bean, String name, Object value) {
        try {
            Field field = bean.getClass().getDeclaredField(name);
            field.setAccessible(true);
            field.set(bean, value);
        } catch (ReflectiveOperationException changed) {
            throw new IllegalStateException(changed);
        }
    }

    /** Query parameters without a container. */
    private static final class Parameters extends AbstractMultivaluedMap<String, String> {
        Parameters() {
            super(new HashMap<>());
        }
    }
}
