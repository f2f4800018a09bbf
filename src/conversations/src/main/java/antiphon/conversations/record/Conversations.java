package antiphon.conversations.record;

import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The records of all conversations. */
@ApplicationScoped
public class Conversations {
    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    AuditTrail audit;

    /** A call begins whose record is kept for ever. */
    @Transactional
    public void begin(ConversationStart start, ServerIdentity server) {
        begin(start, Retention.FOREVER, server);
    }

    /** A call begins. */
    @Transactional
    public void begin(ConversationStart start, Retention retention, ServerIdentity server) {
        if (entities.find(Conversation.class, start.id()) != null) {
            throw new Refusal.Conflict(
                    "conversation_exists", "A signed URL that names its conversation opens that conversation once.");
        }
        entities.persist(new Conversation(start, retention, server));
    }

    /** Keeps what happened in open calls. What belongs to a conversation deleted meanwhile, or its words, is passed over. */
    @Transactional
    void keep(RecordBatch batch) {
        Map<String, Conversation> known = new LinkedHashMap<>();
        for (RecordBatch.Turn turn : batch.turns()) {
            find(turn.conversationId(), known).filter(each -> !each.wordsGone()).ifPresent(conversation -> {
                ConversationTurn written = turn.written();
                entities.merge(written);
                conversation.reaches(turn.entry().position() + 1);
                turn.entry().speaker().ifPresent(speaker -> noteVisit(conversation, speaker));
                if (!turn.entry().toolCalls().isEmpty()) {
                    noteTools(conversation, written);
                }
                if (!turn.entry().guardrails().isEmpty()) {
                    noteGuardrails(conversation, written);
                }
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

    /** With all its turns, and what else is known of it here. */
    @Transactional
    public void delete(String id, Actor by) {
        entities.remove(find(id));
        audit.note(by, "conversation.delete", id, Fingerprint.of(id), null);
    }

    /**
     * What a caller thinks of the whole.
     *
     * @param score {@code like} or {@code dislike}; null takes it back
     * @param rating 1 to 5
     */
    @Transactional
    public void judge(String id, @Nullable String score, @Nullable Integer rating, @Nullable String comment, Actor by) {
        Conversation conversation = find(id);
        String before = conversation.judgement();
        conversation.judge(score, rating, comment);
        audit.note(by, "conversation.judge", id, Fingerprint.of(before), Fingerprint.of(conversation.judgement()));
    }

    /** That it came to another agent than the one it began with, or to a node of a workflow. */
    private void noteVisit(Conversation conversation, TranscriptEntry.Speaker speaker) {
        if (!speaker.agentId().equals(conversation.agentId())
                || !speaker.nodeId().isEmpty()) {
            entities.createNativeQuery("insert into conversation_visit (conversation_id, agent_id, node_id)"
                            + " values (?1, ?2, ?3) on conflict do nothing")
                    .setParameter(1, conversation.id())
                    .setParameter(2, speaker.agentId())
                    .setParameter(3, speaker.nodeId())
                    .executeUpdate();
        }
    }

    /** Which tools were used and how that went. */
    private void noteTools(Conversation conversation, ConversationTurn turn) {
        entities.createNativeQuery("""
                        insert into conversation_tool_use (conversation_id, tool_name, outcome, started_at)
                        select c.id, use.tool_name, use.outcome, c.started_at
                        from conversation c, lateral (
                            select call ->> 'tool_name',
                                case when call @> '{"tool_has_been_called": true}' then 'called' else 'invalid' end
                            from jsonb_array_elements(cast(?2 as jsonb)) call
                            union
                            select result ->> 'tool_name',
                                case result -> 'is_error' when 'true' then 'errored' else 'successful' end
                            from jsonb_array_elements(cast(?3 as jsonb)) result) use (tool_name, outcome)
                        where c.id = ?1
                        on conflict do nothing""")
                .setParameter(1, conversation.id())
                .setParameter(2, turn.toolCallsJson())
                .setParameter(3, turn.toolResultsJson())
                .executeUpdate();
    }

    /** Which guardrails were triggered. */
    private void noteGuardrails(Conversation conversation, ConversationTurn turn) {
        entities.createNativeQuery("""
                        insert into conversation_guardrail (conversation_id, guardrail_type, guardrail_name, started_at)
                        select c.id, triggered ->> 'guardrail_type', named.guardrail_name, c.started_at
                        from conversation c, jsonb_array_elements(cast(?2 as jsonb)) triggered,
                            lateral (values (''), (triggered ->> 'guardrail_name')) named (guardrail_name)
                        where c.id = ?1 and named.guardrail_name is not null
                        on conflict do nothing""")
                .setParameter(1, conversation.id())
                .setParameter(2, turn.guardrailsJson())
                .executeUpdate();
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
