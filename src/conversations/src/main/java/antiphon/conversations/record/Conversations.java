package antiphon.conversations.record;

import antiphon.api.Cursor;
import antiphon.api.Page;
import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of all conversations. */
@ApplicationScoped
public class Conversations {
    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    InstantSource clock;

    /** A call begins. */
    @Transactional
    public void begin(ConversationStart start, ServerIdentity server) {
        if (entities.find(Conversation.class, start.id()) != null) {
            throw new Refusal.Conflict(
                    "conversation_exists", "A signed URL that names its conversation opens that conversation once.");
        }
        entities.persist(new Conversation(start, server));
    }

    /** Keeps what happened in open calls. What belongs to a conversation deleted meanwhile is passed over. */
    @Transactional
    void keep(RecordBatch batch) {
        Map<String, Conversation> known = new LinkedHashMap<>();
        for (RecordBatch.Turn turn : batch.turns()) {
            find(turn.conversationId(), known).ifPresent(conversation -> {
                entities.merge(new ConversationTurn(turn.conversationId(), turn.entry(), turn.llm()));
                conversation.reaches(turn.entry().position() + 1);
            });
        }
        entities.flush();
        batch.turns().stream()
                .filter(turn -> turn.entry().feedback().isPresent())
                .map(RecordBatch.Turn::conversationId)
                .distinct()
                .forEach(id -> find(id, known).ifPresent(this::countJudgements));
        for (RecordBatch.End end : batch.ends()) {
            find(end.conversationId(), known).ifPresent(conversation -> conversation.end(end.end(), end.at()));
        }
    }

    /**
     * The record of one call.
     *
     * @throws Refusal.NotFound when there is none
     */
    @Transactional
    public Conversation find(String id) {
        Conversation conversation = entities.find(Conversation.class, id);
        if (conversation == null) {
            throw Refusal.NotFound.of("conversation", id);
        }
        return conversation;
    }

    /** What was said in a conversation, in order. */
    @Transactional
    public List<ConversationTurn> turns(String id) {
        return entities.createQuery(
                        "select t from ConversationTurn t where t.key.conversationId = :id order by t.key.position",
                        ConversationTurn.class)
                .setParameter("id", id)
                .getResultList();
    }

    @Transactional
    public Page<Conversation> page(ConversationQuery query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        Map<String, Object> values = new LinkedHashMap<>();
        filter(query, conditions, values);
        String direction = query.oldestFirst() ? "asc" : "desc";
        TypedQuery<Conversation> rows = entities.createQuery(
                "select c from Conversation c where " + String.join(" and ", conditions) + " order by c.startedAt "
                        + direction + ", c.id " + direction,
                Conversation.class);
        values.forEach(rows::setParameter);
        List<Conversation> found = rows.setMaxResults(query.pageSize() + 1).getResultList();
        return Page.cut(
                found,
                query.pageSize(),
                last -> new Cursor(query.order(), List.of(last.startedAt().toString(), last.id())));
    }

    @Transactional
    public void delete(String id) {
        entities.remove(find(id));
    }

    @Transactional
    public void judge(String id, @Nullable String score, @Nullable Integer rating, @Nullable String comment) {
        find(id).judge(score, rating, comment);
    }

    private void filter(ConversationQuery query, List<String> conditions, Map<String, Object> values) {
        is(query.agentId(), "c.agentId = :agentId", "agentId", conditions, values);
        is(query.userId(), "c.userId = :userId", "userId", conditions, values);
        is(query.branchId(), "c.branchId = :branchId", "branchId", conditions, values);
        is(query.versionId(), "c.versionId = :versionId", "versionId", conditions, values);
        is(query.startedBefore(), "c.startedAt < :before", "before", conditions, values);
        is(query.startedAfter(), "c.startedAt > :since", "since", conditions, values);
        is(query.textOnly(), "c.textOnly = :textOnly", "textOnly", conditions, values);
        is(query.source(), "c.source = :source", "source", conditions, values);
        String seconds = "function('antiphon_seconds_between', c.startedAt, c.endedAt)";
        is(query.leastSeconds(), seconds + " >= :leastSeconds", "leastSeconds", conditions, values);
        is(query.mostSeconds(), seconds + " <= :mostSeconds", "mostSeconds", conditions, values);
        // Nobody has judged these conversations yet, so all of them are of unknown success.
        if (query.callSuccessful().isPresent() && !query.callSuccessful().get().equals("unknown")) {
            conditions.add("1 = 0");
        }
        any(query.languages(), "c.language in :languages", "languages", conditions, values);
        any(query.excludedStatuses(), "c.status not in :excluded", "excluded", conditions, values);
        any(query.terminationReasons(), "c.terminationReason in :reasons", "reasons", conditions, values);
        is(
                query.search().map(words -> "%" + escaped(words.toLowerCase(Locale.ROOT)) + "%"),
                "exists (select t from ConversationTurn t where t.key.conversationId = c.id"
                        + " and lower(t.message) like :search escape '!')",
                "search",
                conditions,
                values);
        query.after().ifPresent(cursor -> {
            String beyond = query.oldestFirst() ? ">" : "<";
            conditions.add("(c.startedAt " + beyond + " :lastStart or c.startedAt = :lastStart and c.id " + beyond
                    + " :lastId)");
            values.put("lastStart", instant(cursor.key().getFirst()));
            values.put("lastId", cursor.key().getLast());
        });
    }

    private static void is(
            Optional<?> wanted, String condition, String name, List<String> conditions, Map<String, Object> values) {
        wanted.ifPresent(value -> {
            conditions.add(condition);
            values.put(name, value);
        });
    }

    private static void any(
            List<String> wanted, String condition, String name, List<String> conditions, Map<String, Object> values) {
        is(Optional.of(wanted).filter(list -> !list.isEmpty()), condition, name, conditions, values);
    }

    private static String escaped(String words) {
        return words.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (java.time.format.DateTimeParseException made) {
            throw Cursor.refusal();
        }
    }

    private Optional<Conversation> find(String id, Map<String, Conversation> known) {
        return Optional.ofNullable(known.computeIfAbsent(id, missing -> entities.find(Conversation.class, missing)));
    }

    private void countJudgements(Conversation conversation) {
        List<ConversationTurn> turns = turns(conversation.id());
        conversation.countJudgements(count(turns, "like"), count(turns, "dislike"));
    }

    private static int count(List<ConversationTurn> turns, String score) {
        return (int) turns.stream()
                .filter(turn -> turn.feedbackScore().filter(score::equals).isPresent())
                .count();
    }
}
