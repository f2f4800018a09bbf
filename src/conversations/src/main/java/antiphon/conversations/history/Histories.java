package antiphon.conversations.history;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.conversations.record.Analyses;
import antiphon.conversations.record.Conversation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lists of conversations, by time. */
@ApplicationScoped
public class Histories {
    private static final int MOST = 100;

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    Analyses analyses;

    /**
     * A page of the conversations that the contract's query parameters ask for.
     *
     * @throws antiphon.api.Refusal.Invalid naming a parameter whose value cannot be
     */
    @Transactional
    public Page<ListedConversation> page(Query query) {
        boolean oldestFirst =
                query.oneOf("sort_direction", Set.of("asc", "desc")).equals(Optional.of("asc"));
        String order = oldestFirst ? "conversations.asc" : "conversations.desc";
        int size = query.number("page_size", 30, 1, MOST);
        Conditions conditions = new Conditions();
        ConversationFilter.add(query, conditions);
        Cursor.from(query, order, 2)
                .ifPresent(cursor -> conditions.and(
                        "(c.started_at, c.id) " + (oldestFirst ? ">" : "<") + " (?, ?)",
                        instant(cursor.key().getFirst()),
                        cursor.key().getLast()));
        String direction = oldestFirst ? "asc" : "desc";
        String sql = "select c.* from conversation c where " + conditions + " order by c.started_at " + direction
                + ", c.id " + direction + conditions.numbered(" limit ?", size + 1);
        @SuppressWarnings("unchecked") // the query names its entity
        List<Conversation> rows =
                conditions.query(entities, sql, Conversation.class).getResultList();
        Page<Conversation> page = Page.cut(
                rows, size, last -> new Cursor(order, List.of(last.startedAt().toString(), last.id())));
        return listed(page);
    }

    /**
     * The conversations that the contract's query parameters ask for, as far as they are over and their words are known.
     *
     * @return ids, the oldest first
     */
    @Transactional
    public List<String> ended(Query query, int most) {
        return ids(told(query, "is null"), "c.started_at, c.id", most);
    }

    /**
     * The last of the conversations that {@link #ended} means.
     *
     * @return ids, the newest first
     */
    @Transactional
    public List<String> endedLast(Query query, int most) {
        return ids(told(query, "is null"), "c.started_at desc, c.id desc", most);
    }

    /** How many conversations the parameters ask for that are over and whose words were deleted. */
    @Transactional
    public int forgotten(Query query) {
        Conditions conditions = told(query, "is not null");
        Object count = conditions
                .query(entities, "select count(*) from conversation c where " + conditions)
                .getSingleResult();
        return ((Number) count).intValue();
    }

    private static Conditions told(Query query, String wordsGone) {
        Conditions conditions = new Conditions();
        ConversationFilter.add(query, conditions);
        return conditions.and("c.ended_at is not null").and("c.words_gone_at " + wordsGone);
    }

    private List<String> ids(Conditions conditions, String order, int most) {
        String sql = "select c.id from conversation c where " + conditions + " order by " + order
                + conditions.numbered(" limit ?", most);
        List<?> rows = conditions.query(entities, sql).getResultList();
        return rows.stream().map(String.class::cast).toList();
    }

    private Page<ListedConversation> listed(Page<Conversation> page) {
        List<String> ids = page.items().stream().map(Conversation::id).toList();
        Map<String, List<String>> tools = tools(ids);
        Map<String, List<String>> tags = tags(ids);
        Map<String, JsonObject> analysed = analyses.of(ids);
        return page.map(each -> new ListedConversation(
                each,
                tools.getOrDefault(each.id(), List.of()),
                tags.getOrDefault(each.id(), List.of()),
                Optional.ofNullable(analysed.get(each.id()))));
    }

    private Map<String, List<String>> tools(List<String> ids) {
        return grouped(
                "select t.conversation_id, call.value ->> 'tool_name' from conversation_turn t,"
                        + " jsonb_array_elements(t.tool_calls::jsonb) call"
                        + " where t.tool_calls <> '[]' and t.conversation_id in (?) group by 1, 2 order by 1, min(t.position), 2",
                ids);
    }

    /** The ids of the tags of conversations, by conversation. */
    Map<String, List<String>> tags(List<String> ids) {
        return grouped(
                "select conversation_id, tag_id from conversation_tagging where conversation_id in (?) order by 1, 2",
                ids);
    }

    private Map<String, List<String>> grouped(String sql, List<String> ids) {
        Map<String, List<String>> grouped = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return grouped;
        }
        Conditions values = new Conditions();
        String numbered = values.numbered(sql, ids);
        for (Object row : values.query(entities, numbered).getResultList()) {
            Object[] columns = (Object[]) row;
            grouped.computeIfAbsent((String) columns[0], fresh -> new ArrayList<>())
                    .add((String) columns[1]);
        }
        return grouped;
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException made) {
            throw Cursor.refusal();
        }
    }
}
