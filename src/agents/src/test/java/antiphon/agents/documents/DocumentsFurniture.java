package antiphon.agents.documents;

import jakarta.persistence.EntityManager;

/** What documents share, put together by hand. */
public final class DocumentsFurniture {
    private DocumentsFurniture() {}

    public static Dependents dependents(EntityManager entities) {
        Dependents dependents = new Dependents();
        dependents.entities = entities;
        return dependents;
    }
}
