package antiphon.agents.environment;

import antiphon.agents.connections.AuthConnections;
import antiphon.agents.secrets.Secrets;
import antiphon.identity.AuditTrail;
import antiphon.identity.Caller;
import antiphon.identity.Workspaces;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The environment variables put together by hand. */
public final class EnvironmentFurniture {
    private final EnvironmentVariables variables = new EnvironmentVariables();

    public EnvironmentFurniture(
            EntityManager entities,
            InstantSource clock,
            AuditTrail audit,
            Secrets secrets,
            AuthConnections connections) {
        variables.connections = connections;
        variables.entities = entities;
        variables.clock = clock;
        variables.audit = audit;
        variables.secrets = secrets;
    }

    public EnvironmentVariables variables() {
        return variables;
    }

    public EnvironmentVariablesResource door(Caller caller, Workspaces workspaces) {
        EnvironmentVariablesResource door = new EnvironmentVariablesResource();
        door.variables = variables;
        door.workspaces = workspaces;
        door.caller = caller;
        return door;
    }
}
