package antiphon.identity;

import jakarta.persistence.EntityManager;
import java.time.InstantSource;

/** The identity room put together by hand, for tests of rooms that stand on it. */
public final class IdentityFurniture {
    private final AuditTrail audit = new AuditTrail();
    private final ApiKeys keys = new ApiKeys();
    private final Caller caller = new Caller();
    private final SingleUseTokens tokens = new SingleUseTokens();
    private final Workspaces workspaces = new Workspaces();
    private final CallerFilter filter = new CallerFilter();

    public IdentityFurniture(EntityManager entities, InstantSource clock) {
        audit.entities = entities;
        audit.clock = clock;
        keys.entities = entities;
        keys.clock = clock;
        keys.audit = audit;
        tokens.entities = entities;
        tokens.clock = clock;
        tokens.audit = audit;
        workspaces.entities = entities;
        workspaces.clock = clock;
        workspaces.keys = keys;
        filter.keys = keys;
        filter.tokens = tokens;
        filter.caller = caller;
    }

    public AuditTrail audit() {
        return audit;
    }

    public ApiKeys keys() {
        return keys;
    }

    public Workspaces workspaces() {
        return workspaces;
    }

    public Caller caller() {
        return caller;
    }

    public CallerFilter filter() {
        return filter;
    }
}
