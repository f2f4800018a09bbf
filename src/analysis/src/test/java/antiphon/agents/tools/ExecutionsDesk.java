package antiphon.agents.tools;

import jakarta.persistence.EntityManager;

/** What became of the use of tools, put together by hand. */
public final class ExecutionsDesk {
    private ExecutionsDesk() {}

    public static ToolExecutions over(EntityManager entities) {
        ToolExecutions executions = new ToolExecutions();
        executions.entities = entities;
        return executions;
    }
}
