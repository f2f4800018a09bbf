package antiphon.conversations.record;

import antiphon.agents.config.PrivacyConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Which conversations were kept long enough, and forgetting in their records what nobody may know any more. */
@ApplicationScoped
public class Retentions {
    private static final int HOURS_A_DAY = 24;
    private static final int MOST_DAYS = 36_500;

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    Conversations conversations;

    @Inject
    Analyses analyses;

    @Inject
    InstantSource clock;

    /** What of a conversation has to go. */
    public record Due(String conversationId, boolean words, boolean sound) {}

    /**
     * Some that are due, which nobody else is given until this transaction ends. One that is still to be told of waits.
     *
     * @param without these, which could not be dealt with
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Due> claim(int most, Collection<String> without) {
        List<?> ids = entities.createNativeQuery("""
                        select c.id from conversation c
                        where c.ended_at is not null
                          and (c.words_until <= ?1 and c.words_gone_at is null
                               or c.sound_until <= ?1 and c.sound_gone_at is null)
                          and not exists (select 1 from post_call p where p.conversation_id = c.id and p.announced)
                        limit ?2 for update of c skip locked
                        """)
                .setParameter(1, Timestamp.from(clock.instant()))
                .setParameter(2, most + without.size())
                .getResultList();
        return ids.stream()
                .map(String.class::cast)
                .filter(id -> !without.contains(id))
                .limit(most)
                .flatMap(id -> due(id).stream())
                .toList();
    }

    /** What of this conversation is due, if anything is. */
    @Transactional
    public Optional<Due> due(String conversationId) {
        Keeping keeping = conversations.find(conversationId).keeping();
        Instant now = clock.instant();
        return Optional.of(new Due(conversationId, keeping.wordsDue(now), keeping.soundDue(now)))
                .filter(due -> due.words() || due.sound());
    }

    /**
     * Deletes what was said, what was found out about it, and who called. That there was a call, and how it went, stays.
     *
     * @param server that deletes what lies beside the record
     */
    @Transactional
    public void forgetWords(String conversationId, String server) {
        Conversation conversation = conversations.find(conversationId);
        entities.createQuery("delete from ConversationTurn t where t.key.conversationId = :id")
                .setParameter("id", conversationId)
                .executeUpdate();
        entities.createNativeQuery("delete from conversation_tool_use where conversation_id = ?1")
                .setParameter(1, conversationId)
                .executeUpdate();
        entities.createNativeQuery("delete from conversation_guardrail where conversation_id = ?1")
                .setParameter(1, conversationId)
                .executeUpdate();
        analyses.forgetWords(conversationId);
        conversation.forgetWords(clock.instant());
        leaveBlobs(conversation, server);
    }

    /** From now on it has no sound. */
    @Transactional
    public void forgetSound(String conversationId, String server) {
        Conversation conversation = conversations.find(conversationId);
        conversation.keeping().soundWent(clock.instant());
        leaveBlobs(conversation, server);
    }

    private static void leaveBlobs(Conversation conversation, String server) {
        if (!conversation.serverName().equals(server)) {
            conversation.keeping().leaveBlobs();
        }
    }

    /** Conversations that this server held, and that another one deleted something of. */
    @Transactional
    public List<Due> leftOn(String server, int most) {
        List<?> ids = entities.createNativeQuery(
                        "select id from conversation where blobs_left and server_name = ?1 order by id limit ?2")
                .setParameter(1, server)
                .setParameter(2, most)
                .getResultList();
        return ids.stream()
                .map(id -> conversations.find((String) id))
                .map(each -> new Due(each.id(), each.wordsGone(), each.soundGone()))
                .toList();
    }

    @Transactional
    public void swept(String conversationId) {
        entities.createNativeQuery("update conversation set blobs_left = false where id = ?1")
                .setParameter(1, conversationId)
                .executeUpdate();
    }

    /**
     * Lets an agent's retention hold for the conversations it had before as well, once for each of its versions.
     *
     * @return how many conversations are kept for another time than before
     */
    @Transactional
    public int reachBack(String agentId, String versionId, PrivacyConfig privacy) {
        int fresh = entities.createNativeQuery("""
                        insert into agent_retention (agent_id, version_id) values (?1, ?2)
                        on conflict (agent_id) do update set version_id = excluded.version_id
                        where agent_retention.version_id <> excluded.version_id
                        """)
                .setParameter(1, agentId)
                .setParameter(2, versionId)
                .executeUpdate();
        if (fresh == 0) {
            return 0;
        }
        String words = until(privacy, privacy.deleteTranscript());
        String sound = "case when voice_recorded then " + until(privacy, privacy.deleteAudio()) + " end";
        return entities.createNativeQuery("update conversation set words_until = " + words + ", sound_until = " + sound
                        + " where agent_id = ?1 and (words_gone_at is null or sound_gone_at is null)"
                        + " and (words_until is distinct from " + words + " or sound_until is distinct from " + sound
                        + ")")
                .setParameter(1, agentId)
                .executeUpdate();
    }

    private static String until(PrivacyConfig privacy, boolean wanted) {
        if (privacy.zeroRetention()) {
            return "started_at";
        }
        return privacy.retentionDays()
                .filter(days -> wanted)
                .map(days -> "started_at + make_interval(hours => " + Math.min(days, MOST_DAYS) * HOURS_A_DAY + ")")
                .orElse("cast(null as timestamptz)");
    }
}
