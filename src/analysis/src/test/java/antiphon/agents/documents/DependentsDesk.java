package antiphon.agents.documents;

import jakarta.persistence.EntityManager;

/** The desk that knows who uses what. */
public final class DependentsDesk {
    private DependentsDesk() {}

    public static Dependents over(EntityManager entities) {
        Dependents dependents = new Dependents();
        dependents.entities = entities;
        return dependents;
    }
}
