package antiphon.conversations.topics;

import antiphon.conversations.history.Conditions;
import antiphon.conversations.topics.ListedTopic.Criterion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the rows of topics, conversations and analyses say of topics. Within a transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TopicRows {
    private static final int TITLE = 80;

    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    /** @param label never empty */
    record Name(String label, String description) {}

    /** Those of an agent's topics of which there are conversations in the window. */
    List<TopicTally> tallies(String agentId, TopicWindow window) {
        Conditions conditions = new Conditions()
                .and("t.agent_id = ?", agentId)
                .and("t.topic_id is not null")
                .and("t.started_at >= ? and t.started_at < ?", window.begins(), window.ends());
        String sql = "select t.topic_id, count(*), sum(r.met), sum(r.missed) from conversation_topic t, lateral ("
                + "select count(*) filter (where value = 'success') as met,"
                + " count(*) filter (where value = 'failure') as missed from jsonb_each_text(t.results)) r"
                + " where " + conditions + " group by 1";
        List<TopicTally> tallies = new ArrayList<>();
        for (Object each : conditions.query(entities, sql).getResultList()) {
            Object[] row = (Object[]) each;
            tallies.add(new TopicTally((String) row[0], number(row[1]), number(row[2]), number(row[3])));
        }
        return tallies;
    }

    /**
     * What each of these topics is called: after the conversation that is nearest to its middle, as long as its words are known.
     */
    Map<String, Name> names(List<String> topicIds) {
        Map<String, Name> names = new LinkedHashMap<>();
        for (String topic : topicIds) {
            List<?> rows = entities.createNativeQuery("select cast(a.document as jsonb) ->> 'call_summary_title',"
                            + " cast(a.document as jsonb) ->> 'transcript_summary' from conversation_topic t"
                            + " join conversation_analysis a on a.conversation_id = t.conversation_id where "
                            + "t.topic_id = ?1 order by t.nearness desc, t.conversation_id limit 1")
                    .setParameter(1, topic)
                    .getResultList();
            rows.stream().map(row -> name((Object[]) row)).forEach(name -> names.put(topic, name));
        }
        return names;
    }

    /** An analysis may have a summary without a title. */
    private static Name name(Object[] row) {
        String title = row[0] == null ? "" : (String) row[0];
        String summary = row[1] == null ? "" : (String) row[1];
        String label = title.isBlank() ? summary.substring(0, Math.min(summary.length(), TITLE)) : title;
        return new Name(label, summary);
    }

    /** How often the criteria of conversations in the window were met, by topic. */
    Map<String, List<Criterion>> criteria(List<String> topicIds, TopicWindow window) {
        Map<String, List<Criterion>> criteria = new LinkedHashMap<>();
        if (topicIds.isEmpty()) {
            return criteria;
        }
        Conditions conditions = new Conditions()
                .and("t.topic_id in (?)", topicIds)
                .and("t.started_at >= ? and t.started_at < ?", window.begins(), window.ends());
        String sql = "select t.topic_id, r.key, count(*) filter (where r.value = 'success'),"
                + " count(*) filter (where r.value = 'failure'), count(*) filter (where r.value = 'unknown')"
                + " from conversation_topic t, jsonb_each_text(t.results) r where " + conditions
                + " group by 1, 2 order by 1, 2";
        for (Object each : conditions.query(entities, sql).getResultList()) {
            Object[] row = (Object[]) each;
            criteria.computeIfAbsent((String) row[0], fresh -> new ArrayList<>())
                    .add(new Criterion((String) row[1], number(row[2]), number(row[3]), number(row[4])));
        }
        return criteria;
    }

    /** How often topics of this agent were looked for. */
    long runs(String agentId) {
        return entities
                .createNativeQuery("select runs from topic_discovery where agent_id = ?1")
                .setParameter(1, agentId)
                .getResultList()
                .stream()
                .mapToLong(TopicRows::number)
                .sum();
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }
}
