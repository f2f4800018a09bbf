package antiphon.campaigns;

import antiphon.agents.AgentState;
import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.api.Json;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.telephony.PhoneNumber;
import antiphon.telephony.PhoneNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The lists of calls of this workspace. */
@ApplicationScoped
public class BatchCalls {
    @PersistenceContext(unitName = "campaigns")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    PhoneNumbers numbers;

    @Inject
    AuditTrail audit;

    /** Keeps a list; calls are placed once something here can. */
    @Transactional
    public JsonObject submit(JsonObject sent, Actor by) {
        BatchOrder.mustBeByTelephone(sent);
        List<BatchOrder.Somebody> recipients = BatchOrder.recipients(sent);
        Instant now = clock.instant();
        BatchCall batch = new BatchCall(order(sent, now), now);
        entities.persist(batch);
        entities.flush();
        for (int i = 0; i < recipients.size(); i++) {
            entities.persist(new BatchRecipient(batch.id(), i, recipients.get(i), now));
        }
        audit.note(by, "batch_call.submit", batch.id(), null, batch.fingerprint());
        return shown(batch);
    }

    private BatchOrder order(JsonObject sent, Instant now) {
        AgentState agent = agent(sent);
        Optional<String> branch = BatchOrder.text(sent, "branch_id");
        PhoneNumber number = number(sent);
        return new BatchOrder(
                BatchOrder.name(sent),
                agent.agent().id(),
                agent.agent().name(),
                branch,
                branch.map(id -> versions.branch(agent.agent(), id).name()),
                BatchOrder.text(sent, "environment"),
                number.id(),
                number.provider(),
                BatchOrder.scheduled(sent, now),
                BatchOrder.timezone(sent),
                sent.get("telephony_call_config") instanceof JsonObject config ? config : JsonValue.EMPTY_JSON_OBJECT,
                BatchOrder.concurrency(sent));
    }

    private AgentState agent(JsonObject sent) {
        try {
            return agents.state(sent.getString("agent_id"), BatchOrder.text(sent, "branch_id"), Optional.empty());
        } catch (Refusal.NotFound missing) {
            String field = missing.status().startsWith("branch") ? "branch_id" : "agent_id";
            throw BatchOrder.invalid("body." + field, missing.message());
        }
    }

    private PhoneNumber number(JsonObject sent) {
        String id = BatchOrder.text(sent, "agent_phone_number_id")
                .orElseThrow(() -> BatchOrder.invalid(
                        "body.agent_phone_number_id",
                        "The number to call from is needed; POST /v1/convai/phone-numbers"));
        try {
            return numbers.find(id);
        } catch (Refusal.NotFound missing) {
            throw BatchOrder.invalid("body.agent_phone_number_id", missing.message());
        }
    }

    /** The contract's BatchCallDetailedResponse. */
    @Transactional
    public JsonObject detailed(String id) {
        BatchCall batch = found(id, LockModeType.NONE);
        JsonArrayBuilder shown = Json.createArrayBuilder();
        recipients(id, Integer.MAX_VALUE).forEach(recipient -> shown.add(recipient.asJson()));
        return json(batch, counts(List.of(id))).add("recipients", shown).build();
    }

    /** The contract's WorkspaceBatchCallsResponse: the newest first, from the one after the given id. */
    @Transactional
    public JsonObject list(int limit, Optional<String> afterId, Optional<String> agentId) {
        String where = " where 1 = 1" + (agentId.isPresent() ? " and b.agentId = :agent" : "")
                + (afterId.isPresent() ? " and (b.createdAt < :at or b.createdAt = :at and b.id < :last)" : "");
        TypedQuery<BatchCall> query = entities.createQuery(
                "select b from BatchCall b" + where + " order by b.createdAt desc, b.id desc", BatchCall.class);
        agentId.ifPresent(id -> query.setParameter("agent", id));
        afterId.map(this::last)
                .ifPresent(last -> query.setParameter("at", last.createdAt()).setParameter("last", last.id()));
        List<BatchCall> rows = query.setMaxResults(limit + 1).getResultList();
        List<BatchCall> page = rows.subList(0, Math.min(limit, rows.size()));
        JsonArrayBuilder shown = Json.createArrayBuilder();
        Map<String, BatchCounts> counts =
                counts(page.stream().map(BatchCall::id).toList());
        page.forEach(batch -> shown.add(shown(batch, counts)));
        JsonObjectBuilder list = Json.createObjectBuilder().add("batch_calls", shown);
        boolean more = rows.size() > limit;
        return list.add("next_doc", more ? Json.createValue(page.getLast().id()) : JsonValue.NULL)
                .add("has_more", more)
                .build();
    }

    private BatchCall last(String id) {
        BatchCall last = PublicId.isPlausible(id) ? entities.find(BatchCall.class, id) : null;
        if (last == null) {
            throw BatchOrder.invalid("query.last_doc", "Input should be the next_doc of this list");
        }
        return last;
    }

    /** Nobody who has not been called is called any more. */
    @Transactional
    public JsonObject cancel(String id, Actor by) {
        BatchCall batch = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = batch.fingerprint();
        batch.cancel(clock.instant());
        turn(id, List.of(BatchCall.PENDING), BatchCall.CANCELLED);
        audit.note(by, "batch_call.cancel", id, before, batch.fingerprint());
        return shown(batch);
    }

    /** Those who could not be reached, or were taken off the list, are to be called again. */
    @Transactional
    public JsonObject retry(String id, Actor by) {
        BatchCall batch = found(id, LockModeType.PESSIMISTIC_WRITE);
        String before = batch.fingerprint();
        if (turn(id, List.of("failed", "voicemail", BatchCall.CANCELLED), BatchCall.PENDING) == 0) {
            throw new Refusal.Conflict(
                    "nothing_to_retry", "Nobody on this list failed, was cancelled, or left to a voicemail.");
        }
        batch.retry(clock.instant());
        audit.note(by, "batch_call.retry", id, before, batch.fingerprint());
        return shown(batch);
    }

    private int turn(String id, List<String> from, String into) {
        return entities.createQuery("update BatchRecipient r set r.status = :into, r.updatedAt = :now"
                        + " where r.batchId = :id and r.status in :from")
                .setParameter("into", into)
                .setParameter("now", clock.instant())
                .setParameter("id", id)
                .setParameter("from", from)
                .executeUpdate();
    }

    @Transactional
    public void delete(String id, Actor by) {
        BatchCall batch = found(id, LockModeType.PESSIMISTIC_WRITE);
        entities.createQuery("delete from BatchRecipient r where r.batchId = :id")
                .setParameter("id", id)
                .executeUpdate();
        entities.remove(batch);
        audit.note(by, "batch_call.delete", id, batch.fingerprint(), null);
    }

    /** Everybody on the list, as comma-separated values (RFC 4180). */
    @Transactional
    public String export(String id, int limit) {
        found(id, LockModeType.NONE);
        StringBuilder csv =
                new StringBuilder("recipient_id,phone_number,status,conversation_id,created_at,updated_at\r\n");
        for (BatchRecipient recipient : recipients(id, limit)) {
            List<String> cells =
                    recipient.asLine().stream().map(BatchCalls::cell).toList();
            csv.append(String.join(",", cells)).append("\r\n");
        }
        return csv.toString();
    }

    /**
     * What a spreadsheet would take for a formula is marked as text, as OWASP says ("CSV Injection"). A telephone number is
     * none, whatever it begins with.
     */
    private static String cell(String text) {
        boolean formula = text.matches("(?s)[=+@\t\r-].*") && !text.matches("\\+[0-9]+");
        String safe = formula ? "'" + text : text;
        return !formula && safe.matches("[^\",\r\n]*") ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }

    private JsonObject shown(BatchCall batch) {
        return shown(batch, counts(List.of(batch.id())));
    }

    private static JsonObject shown(BatchCall batch, Map<String, BatchCounts> counts) {
        return json(batch, counts).build();
    }

    private static JsonObjectBuilder json(BatchCall batch, Map<String, BatchCounts> counts) {
        return batch.asJson(counts.getOrDefault(batch.id(), BatchCounts.NOBODY));
    }

    private List<BatchRecipient> recipients(String id, int limit) {
        return entities.createQuery(
                        "select r from BatchRecipient r where r.batchId = :id order by r.position",
                        BatchRecipient.class)
                .setParameter("id", id)
                .setMaxResults(limit)
                .getResultList();
    }

    /** How far each of these lists has come; those with nobody on them are left out. */
    private Map<String, BatchCounts> counts(List<String> ids) {
        List<?> rows = entities.createNativeQuery("select batch_id, count(*),"
                        + " count(*) filter (where status not in ('pending', 'cancelled')),"
                        + " count(*) filter (where status in ('completed', 'failed', 'voicemail'))"
                        + " from batch_recipient where batch_id = any(string_to_array(?1, ' ')) group by batch_id")
                .setParameter(1, String.join(" ", ids))
                .getResultList();
        Map<String, BatchCounts> counts = new HashMap<>();
        for (Object each : rows) {
            Object[] row = (Object[]) each;
            counts.put((String) row[0], new BatchCounts(number(row[1]), number(row[2]), number(row[3])));
        }
        return counts;
    }

    private static long number(Object value) {
        return ((Number) value).longValue();
    }

    private BatchCall found(String id, LockModeType lock) {
        BatchCall batch = PublicId.isPlausible(id) ? entities.find(BatchCall.class, id, lock) : null;
        if (batch == null) {
            throw Refusal.NotFound.of("batch_call", id);
        }
        return batch;
    }
}
