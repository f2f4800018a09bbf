package antiphon.agents.tools;

import antiphon.agents.connections.ConnectionsFurniture;
import antiphon.agents.documents.Dependents;
import antiphon.agents.secrets.Secrets;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The stored tools put together by hand. */
public final class ToolsFurniture {
    private final Tools tools = new Tools();
    private final ToolExecutions executions = new ToolExecutions();

    public ToolsFurniture(
            EntityManager entities, InstantSource clock, AuditTrail audit, Secrets secrets, Dependents dependents) {
        tools.entities = entities;
        tools.clock = clock;
        tools.audit = audit;
        tools.secrets = secrets;
        tools.dependents = dependents;
        tools.connections = ConnectionsFurniture.connections(entities, clock, audit, secrets, dependents);
        executions.entities = entities;
    }

    public Tools tools() {
        return tools;
    }

    public ToolExecutions executions() {
        return executions;
    }

    public ToolsResource door(Caller caller) {
        ToolsResource door = new ToolsResource();
        door.tools = tools;
        door.executions = executions;
        door.caller = caller;
        return door;
    }
}
