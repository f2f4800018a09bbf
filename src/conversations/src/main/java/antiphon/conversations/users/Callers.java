package antiphon.conversations.users;

import antiphon.api.Page;
import antiphon.conversations.history.Conditions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Those who talked with agents, and those who do now. */
@ApplicationScoped
public class Callers {
    @PersistenceContext(unitName = "conversations")
    EntityManager entities;

    @Transactional
    public Page<ConversationUser> page(UserSelection selection) {
        Conditions conditions = new Conditions();
        conditions.and("c.user_id is not null");
        selection.agentId().ifPresent(id -> conditions.and("c.agent_id = ?", id));
        selection.branchId().ifPresent(id -> conditions.and("c.branch_id = ?", id));
        selection.before().ifPresent(at -> conditions.and("c.started_at < ?", at));
        selection.after().ifPresent(at -> conditions.and("c.started_at > ?", at));
        selection.search().ifPresent(id -> conditions.and("c.user_id = ?", id));
        String users = "select c.user_id, min(c.started_at) as first_contact, max(c.started_at) as last_contact,"
                + " count(*) as conversations,"
                + " (array_agg(c.id order by c.started_at desc, c.id desc))[1] as last_conversation"
                + " from conversation c where " + conditions + " group by c.user_id";
        String direction = selection.descending() ? " desc" : " asc";
        String start = selection
                .start()
                .map(key -> conditions.numbered(
                        " where (" + selection.column() + ", u.user_id)" + (selection.descending() ? " < " : " > ")
                                + "(?, ?)",
                        key,
                        selection.from().orElseThrow().key().getLast()))
                .orElse("");
        String sql =
                "select u.user_id, u.first_contact, u.last_contact, u.conversations, l.id, l.agent_id, l.agent_name"
                        + " from (" + users + ") u join conversation l on l.id = u.last_conversation" + start
                        + " order by "
                        + selection.column() + direction + ", u.user_id" + direction
                        + conditions.numbered(" limit ?", selection.pageSize() + 1);
        List<ConversationUser> rows = new ArrayList<>();
        for (Object row : conditions.query(entities, sql).getResultList()) {
            rows.add(user((Object[]) row));
        }
        return Page.cut(rows, selection.pageSize(), selection::after);
    }

    /**
     * How many conversations go on now, on all servers.
     *
     * @param agentIds of these agents; empty for all
     */
    @Transactional
    public long live(List<String> agentIds) {
        Conditions conditions = new Conditions();
        conditions.and("status in ('initiated', 'in-progress')");
        if (!agentIds.isEmpty()) {
            conditions.and("agent_id in (?)", agentIds);
        }
        return ((Number) conditions
                        .query(entities, "select count(*) from conversation where " + conditions)
                        .getSingleResult())
                .longValue();
    }

    private static ConversationUser user(Object[] row) {
        return new ConversationUser(
                (String) row[0],
                moment(row[1]),
                moment(row[2]),
                ((Number) row[3]).longValue(),
                (String) row[4],
                (String) row[5],
                (String) row[6]);
    }

    private static Instant moment(Object column) {
        return ((Timestamp) column).toInstant();
    }
}
