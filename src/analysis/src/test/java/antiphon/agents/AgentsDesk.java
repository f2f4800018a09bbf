package antiphon.agents;

import jakarta.persistence.EntityManager;

/** The agents, as far as they are looked for by how they are set. */
public final class AgentsDesk {
    private AgentsDesk() {}

    public static Agents over(EntityManager entities) {
        Agents agents = new Agents();
        agents.entities = entities;
        return agents;
    }
}
