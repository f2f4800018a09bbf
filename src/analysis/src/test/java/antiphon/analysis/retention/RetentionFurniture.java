package antiphon.analysis.retention;

import antiphon.agents.AgentsDesk;
import antiphon.agents.tools.ExecutionsDesk;
import antiphon.analysis.delivery.Outbox;
import antiphon.conversations.files.FilesFurniture;
import antiphon.conversations.record.RecordFurniture;
import antiphon.conversations.record.Records;
import antiphon.identity.AuditTrail;
import jakarta.persistence.EntityManager;

/** Forgetting, put together by hand. */
public final class RetentionFurniture {
    private RetentionFurniture() {}

    /** The entity managers of the rooms whose rows have to do with it. */
    public record Rows(EntityManager agents, EntityManager conversations) {}

    public static Forgetting over(Rows rows, RecordFurniture record, Records records, Outbox outbox, AuditTrail audit) {
        Forgetting forgetting = new Forgetting();
        forgetting.retentions = record.retentions();
        forgetting.records = records;
        forgetting.files = FilesFurniture.over(rows.conversations(), records);
        forgetting.executions = ExecutionsDesk.over(rows.agents());
        forgetting.outbox = outbox;
        forgetting.agents = AgentsDesk.over(rows.agents());
        forgetting.audit = audit;
        return forgetting;
    }
}
