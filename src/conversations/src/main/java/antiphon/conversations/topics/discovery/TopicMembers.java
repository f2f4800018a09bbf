package antiphon.conversations.topics.discovery;

import antiphon.agents.knowledge.indexing.Vectors;
import antiphon.api.Json;
import antiphon.conversations.topics.discovery.DiscoveryQueue.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conversations of an agent, their vectors, and the topics that they belong to. Any thread. */
@ApplicationScoped
public class TopicMembers {
    /** Of an agent's analysed conversations, so many of the newest are looked at; older ones stay where they are. */
    static final int MOST = 5_000;

    /** As many; fewer in tests. */
    int most = MOST;

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Inject
    DiscoveryQueue queue;

    @Inject
    InstantSource clock;

    /**
     * A conversation that was analysed.
     *
     * @param noted how often what was found out about it had changed when it was read
     * @param topicId where it belonged before
     * @param vector if this embedder made one of what is known now
     * @param words its title and summary where there is no vector, and else nothing
     */
    record Member(
            String conversationId, int noted, Optional<String> topicId, float @Nullable [] vector, String words) {}

    /** @param topicId absent where it belongs to none */
    record Place(Member member, Optional<String> topicId, double nearness) {}

    /** @param fresh ids among the places that were not known before */
    record Placement(List<Place> places, List<String> fresh) {}

    /** The newest of an agent, in the order of their ids. What is older waits no longer. */
    @Transactional(TxType.REQUIRES_NEW)
    List<Member> of(String agentId, String embedder) {
        List<?> rows = entities.createNativeQuery("""
                        select t.conversation_id, t.noted, t.topic_id, t.vector,
                            case when t.vector is null then antiphon_analysis_words(cast(a.document as jsonb)) end
                        from (select conversation_id, noted, topic_id, started_at,
                                case when embedder = ?2 then vector end as vector
                            from conversation_topic where agent_id = ?1
                            order by started_at desc, conversation_id desc limit ?3) t
                        join conversation_analysis a on a.conversation_id = t.conversation_id
                        order by t.conversation_id
                        """)
                .setParameter(1, agentId)
                .setParameter(2, embedder)
                .setParameter(3, most)
                .getResultList();
        if (rows.size() == most) {
            passOver(agentId);
        }
        return rows.stream().map(row -> member((Object[]) row)).toList();
    }

    private void passOver(String agentId) {
        entities.createNativeQuery("""
                        update conversation_topic set placed = noted where conversation_id in (
                            select conversation_id from conversation_topic
                            where agent_id = ?1 and placed <> noted and conversation_id not in (
                                select conversation_id from conversation_topic where agent_id = ?1
                                order by started_at desc, conversation_id desc limit ?2)
                            for no key update skip locked)
                        """)
                .setParameter(1, agentId)
                .setParameter(2, most)
                .executeUpdate();
    }

    private static Member member(Object[] row) {
        byte[] vector = (byte[]) row[3];
        return new Member(
                (String) row[0],
                ((Number) row[1]).intValue(),
                Optional.ofNullable((String) row[2]),
                vector == null ? null : Vectors.floats(vector),
                row[4] == null ? "" : (String) row[4]);
    }

    /** Keeps vectors of what is still as it was read; what was forgotten meanwhile gets none, and nobody is waited for. */
    @Transactional(TxType.REQUIRES_NEW)
    void keep(List<Member> members, String embedder) {
        for (Member member : members) {
            float[] vector = member.vector();
            if (vector != null) {
                entities.createNativeQuery("update conversation_topic set embedder = ?3, vector = ?4"
                                + " where conversation_id = (select conversation_id from conversation_topic"
                                + " where conversation_id = ?1 and noted = ?2 for no key update skip locked)")
                        .setParameter(1, member.conversationId())
                        .setParameter(2, member.noted())
                        .setParameter(3, embedder)
                        .setParameter(4, Vectors.bytes(vector))
                        .executeUpdate();
            }
        }
    }

    /**
     * Keeps what was found in the place of what was known, unless somebody else has taken the agent over. Who changed meanwhile, or is
     * being changed, stays where he was and waits for the next run; nobody is waited for, so that nobody waits for one another.
     */
    @Transactional
    void place(Claim claim, Placement placement) {
        if (!queue.finished(claim, placement.places().size())) {
            return;
        }
        for (String id : placement.fresh()) {
            entities.createNativeQuery("insert into topic (id, agent_id, made_at) values (?1, ?2, ?3)")
                    .setParameter(1, id)
                    .setParameter(2, claim.agentId())
                    .setParameter(3, Timestamp.from(clock.instant()))
                    .executeUpdate();
        }
        entities.createNativeQuery("""
                        with place as (
                            select * from jsonb_to_recordset(cast(?1 as jsonb))
                                as p (id text, noted integer, topic text, nearness double precision)),
                        held as (
                            select c.conversation_id, p.noted, p.topic, p.nearness
                            from conversation_topic c join place p on p.id = c.conversation_id and p.noted = c.noted
                            for no key update of c skip locked)
                        update conversation_topic t set topic_id = h.topic, nearness = h.nearness, placed = h.noted
                        from held h where t.conversation_id = h.conversation_id
                        """)
                .setParameter(1, json(placement.places()))
                .executeUpdate();
        entities.createNativeQuery("delete from topic o where o.agent_id = ?1"
                        + " and not exists (select 1 from conversation_topic t where t.topic_id = o.id)")
                .setParameter(1, claim.agentId())
                .executeUpdate();
    }

    private static String json(List<Place> places) {
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (Place place : places) {
            JsonObjectBuilder row = Json.createObjectBuilder()
                    .add("id", place.member().conversationId())
                    .add("noted", place.member().noted());
            place.topicId().ifPresent(topic -> row.add("topic", topic).add("nearness", place.nearness()));
            rows.add(row);
        }
        return rows.build().toString();
    }
}
