package antiphon.conversations.search;

import antiphon.agents.knowledge.indexing.Embeddings;
import antiphon.agents.knowledge.indexing.Vectors;
import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.conversations.history.Conditions;
import antiphon.conversations.search.Nearest.Near;
import antiphon.language.Embedder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What was said in conversations, by what it means. */
@ApplicationScoped
public class Meanings {
    private static final Logger LOG = System.getLogger(Meanings.class.getName());

    /** Of the parts of messages that pass the filters, so many of the newest are compared. */
    static final int COMPARED = 20_000;

    private static final int AT_ONCE = 1_000;
    private static final String ORDER = "messages.meaning";

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    Embeddings embeddings;

    /** @param vector of length 1, made by the embedder of this name */
    private record Wish(String embedder, float[] vector, Optional<String> agentId, List<String> branches) {}

    /** A row of the comparison: where it stands in the order of reading, and its vector. */
    private record Row(Near part, byte[] vector) {}

    /**
     * A page of the messages that are nearest to the question in meaning, the nearest first. A conversation is among them some
     * seconds after its end.
     *
     * @throws Refusal.Invalid naming a parameter whose value cannot be
     * @throws Refusal.Unavailable when nobody here turns words into vectors
     */
    @Transactional
    public Page<FoundMessage> page(Query query) {
        String text = Messages.words(query);
        int size = query.number("page_size", 20, 1, Messages.MOST);
        Optional<Near> after = Cursor.from(query, ORDER, Near.keyLength()).map(Near::read);
        Nearest nearest = new Nearest(size + 1, after);
        compare(wish(text, query), nearest);
        Page<Near> page = Page.cut(nearest.all(), size, last -> last.asCursor(ORDER));
        return new Page<>(messages(page.items()), page.next());
    }

    private Wish wish(String text, Query query) {
        if (embeddings.name().isEmpty()) {
            throw new Refusal.Unavailable(
                    "embedder_unavailable",
                    "Nothing here turns words into vectors: set EMBEDDING_URL, or install the embedded engines.");
        }
        try {
            Embedder embedder = embeddings.get();
            return new Wish(
                    embedder.name(), embedder.embedQuestion(text), query.text("agent_id"), query.texts("branch_id"));
        } catch (RuntimeException failed) {
            LOG.log(
                    Level.WARNING,
                    "The embedder failed with {0}",
                    failed.getClass().getName());
            throw new Refusal.Unavailable("embedder_unavailable", "What turns words into vectors does not answer.");
        }
    }

    private void compare(Wish wish, Nearest nearest) {
        Optional<Near> from = Optional.empty();
        for (int compared = 0; compared < COMPARED; compared += AT_ONCE) {
            List<Row> rows = rows(wish, from);
            for (Row row : rows) {
                nearest.pass(measured(row, wish.vector()));
            }
            if (rows.size() < AT_ONCE) {
                return;
            }
            from = Optional.of(rows.getLast().part());
        }
    }

    /** The next parts of messages in the order of reading, the newest first. */
    private List<Row> rows(Wish wish, Optional<Near> from) {
        Conditions conditions = new Conditions();
        conditions.and("i.embedder = ?", wish.embedder());
        wish.agentId().ifPresent(id -> conditions.and("c.agent_id = ?", id));
        if (!wish.branches().isEmpty()) {
            conditions.and("c.branch_id in (?)", wish.branches());
        }
        from.ifPresent(last -> conditions
                .and("c.started_at <= ?", last.startedAt())
                .and(
                        "(c.started_at, c.id, v.position, v.begins) < (?, ?, ?, ?)",
                        last.startedAt(),
                        last.conversationId(),
                        last.position(),
                        last.begins()));
        String sql = "select c.started_at, c.id, v.position, v.begins, v.ends, v.vector from conversation c"
                + " join message_index i on i.conversation_id = c.id"
                + " join message_vector v on v.conversation_id = c.id where " + conditions
                + " order by c.started_at desc, c.id desc, v.position desc, v.begins desc"
                + conditions.numbered(" limit ?", AT_ONCE);
        List<Row> rows = new ArrayList<>();
        for (Object each : conditions.query(entities, sql).getResultList()) {
            Object[] row = (Object[]) each;
            Instant startedAt = ((Timestamp) row[0]).toInstant();
            Near part = new Near(0, startedAt, (String) row[1], number(row[2]), number(row[3]), number(row[4]));
            rows.add(new Row(part, (byte[]) row[5]));
        }
        return rows;
    }

    /** Both vectors are of length 1. */
    private static Near measured(Row row, float[] question) {
        float[] vector = Vectors.floats(row.vector());
        double cosine = 0;
        for (int i = 0; i < Math.min(vector.length, question.length); i++) {
            cosine += vector[i] * question[i];
        }
        Near part = row.part();
        return new Near(
                Near.measure(cosine),
                part.startedAt(),
                part.conversationId(),
                part.position(),
                part.begins(),
                part.ends());
    }

    private List<FoundMessage> messages(List<Near> found) {
        List<FoundMessage> messages = new ArrayList<>();
        for (Near near : found) {
            Conditions conditions = new Conditions();
            conditions.and("c.id = ?", near.conversationId()).and("t.position = ?", near.position());
            String sql = "select c.agent_id, c.agent_name, t.message from conversation c"
                    + " join conversation_turn t on t.conversation_id = c.id where " + conditions;
            for (Object each : conditions.query(entities, sql).getResultList()) {
                Object[] row = (Object[]) each;
                messages.add(message(near, (String) row[0], (String) row[1], (String) row[2]));
            }
        }
        return messages;
    }

    private static FoundMessage message(Near near, String agentId, String agentName, String message) {
        int ends = Math.min(near.ends(), message.length());
        return new FoundMessage(
                near.conversationId(),
                agentId,
                agentName,
                near.position(),
                message.substring(Math.min(near.begins(), ends), ends).strip(),
                BigDecimal.valueOf(near.millionths(), 6).toPlainString(),
                near.startedAt(),
                Optional.empty());
    }

    private static int number(Object value) {
        return ((Number) value).intValue();
    }
}
