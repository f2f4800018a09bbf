package antiphon.conversations.search;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.history.Conditions;
import antiphon.conversations.history.ConversationFilter;
import antiphon.conversations.history.WordQuery;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What was said in conversations, by its words. */
@ApplicationScoped
public class Messages {
    static final int MOST = 50;

    /** Of those that hold the words, so many of the newest are ranked. */
    private static final int RANKED = 20_000;

    private static final String SCORE = "search_score";

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    /**
     * A page of the messages that hold all words, or words beginning with them, the best or the newest first.
     *
     * @throws Refusal.Invalid naming a parameter whose value cannot be
     */
    @Transactional
    public Page<FoundMessage> page(Query query) {
        String text = words(query);
        String order = query.oneOf("sort_by", Set.of(SCORE, "created_at")).orElse(SCORE);
        query.oneOf("summary_mode", Set.of("include", "exclude"));
        int size = query.number("page_size", 20, 1, MOST);
        WordQuery words = WordQuery.of(text);
        Conditions conditions = new Conditions();
        ConversationFilter.add(query, conditions);
        conditions.and("t.message is not null").and(WordQuery.MATCHES, words.values());
        String found = "select t.conversation_id, t.position, c.agent_id, c.agent_name, c.started_at,"
                + " translate(left(t.message, 20000), '" + Highlights.START + Highlights.STOP + "', '') as message"
                + " from conversation_turn t join conversation c on c.id = t.conversation_id where " + conditions
                + " order by c.started_at desc limit " + RANKED;
        String rank = conditions.numbered(
                "round(cast(ts_rank_cd(antiphon_words(f.message), " + WordQuery.LOOKED_FOR + ", 32) as numeric), 8)",
                words.values());
        String key = order.equals(SCORE)
                ? "score, started_at, conversation_id, position"
                : "started_at, conversation_id, position";
        String start = start(query, order, key, conditions);
        String ranked = "select f.*, " + rank + " as score from (" + found + ") f";
        String page = "select * from (" + ranked + ") r" + start + " order by " + key.replace(",", " desc,") + " desc"
                + conditions.numbered(" limit ?", size + 1);
        String sql = "select p.conversation_id, p.agent_id, p.agent_name, p.position, p.message, p.score, p.started_at,"
                + conditions.numbered(
                        " ts_headline('simple', p.message, " + WordQuery.LOOKED_FOR + ", '" + Highlights.OPTIONS + "')",
                        words.values())
                + " from (" + page + ") p order by " + key.replace(",", " desc,") + " desc";
        List<FoundMessage> rows = new ArrayList<>();
        for (Object row : conditions.query(entities, sql).getResultList()) {
            rows.add(message((Object[]) row));
        }
        return Page.cut(rows, size, last -> after(order, last));
    }

    /** What is looked for. */
    static String words(Query query) {
        String text = query.text("text_query")
                .orElseThrow(() ->
                        new Refusal.Invalid(new Problem(List.of("query", "text_query"), "Field required", "missing")));
        if (text.length() > 2000) {
            throw new Refusal.Invalid(new Problem(
                    List.of("query", "text_query"), "String should have at most 2000 characters", "string_too_long"));
        }
        return text;
    }

    private static String start(Query query, String order, String key, Conditions conditions) {
        boolean scored = order.equals(SCORE);
        Optional<Cursor> from = Cursor.from(query, "messages." + order, scored ? 4 : 3);
        return from.map(cursor -> {
                    List<String> parts = cursor.key();
                    try {
                        List<Object> values = new ArrayList<>();
                        if (scored) {
                            values.add(new BigDecimal(parts.getFirst()));
                        }
                        values.add(Instant.parse(parts.get(parts.size() - 3)));
                        values.add(parts.get(parts.size() - 2));
                        values.add(Integer.parseInt(parts.getLast()));
                        return conditions.numbered(" where (" + key + ") < (?)", values);
                    } catch (DateTimeException | NumberFormatException made) {
                        throw Cursor.refusal();
                    }
                })
                .orElse("");
    }

    private static Cursor after(String order, FoundMessage last) {
        List<String> key = new ArrayList<>();
        if (order.equals(SCORE)) {
            key.add(last.score());
        }
        key.addAll(List.of(last.startedAt().toString(), last.conversationId(), String.valueOf(last.position())));
        return new Cursor("messages." + order, key);
    }

    private static FoundMessage message(Object[] row) {
        return new FoundMessage(
                (String) row[0],
                (String) row[1],
                (String) row[2],
                ((Number) row[3]).intValue(),
                (String) row[4],
                ((BigDecimal) row[5]).toPlainString(),
                ((Timestamp) row[6]).toInstant(),
                Optional.of(Highlights.segments((String) row[7])));
    }
}
