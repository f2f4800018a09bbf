package antiphon.agents.tools;

import antiphon.identity.AuditTrail;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The stored tools put together by hand. */
public final class ToolsFurniture {
    private ToolsFurniture() {}

    public static Tools tools(EntityManager entities, InstantSource clock, AuditTrail audit) {
        Tools tools = new Tools();
        tools.entities = entities;
        tools.clock = clock;
        tools.audit = audit;
        return tools;
    }
}
