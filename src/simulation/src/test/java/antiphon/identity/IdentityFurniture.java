package antiphon.identity;

import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The identity room put together by hand, for tests of rooms that stand on it. */
public final class IdentityFurniture {
    private final AuditTrail audit = new AuditTrail();
    private final ApiKeys keys = new ApiKeys();
    private final Caller caller = new Caller();
    private final CallerFilter filter = new CallerFilter();
    private final Workspaces workspaces = new Workspaces();

    public IdentityFurniture(EntityManager entities, InstantSource clock) {
        audit.entities = entities;
        audit.clock = clock;
        keys.entities = entities;
        keys.clock = clock;
        keys.audit = audit;
        filter.keys = keys;
        filter.caller = caller;
        workspaces.entities = entities;
        workspaces.clock = clock;
        workspaces.keys = keys;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    public AuditTrail audit() {
        return audit;
    }

    public ApiKeys keys() {
        return keys;
    }

    public Caller caller() {
        return caller;
    }

    public CallerFilter filter() {
        return filter;
    }
}
