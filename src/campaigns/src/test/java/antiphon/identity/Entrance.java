package antiphon.identity;

import antiphon.api.HttpRefusalMapper;
import antiphon.api.JsonBodyReader;
import antiphon.api.RefusalMapper;
import antiphon.api.UnexpectedMapper;
import antiphon.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;

/** The identity room put together by hand, for the doors of the room under test. */
public final class Entrance {
    private final TestDatabase database;
    private final AuditTrail audit = new AuditTrail();
    private final ApiKeys keys = new ApiKeys();
    private final Caller caller = new Caller();
    private final CallerFilter filter = new CallerFilter();

    public Entrance(TestDatabase database, InstantSource clock) {
        this.database = database;
        EntityManager entities = database.entities("identity");
        audit.entities = entities;
        audit.clock = clock;
        keys.entities = entities;
        keys.clock = clock;
        keys.audit = audit;
        filter.keys = keys;
        filter.caller = caller;
    }

    public AuditTrail audit() {
        return audit;
    }

    public Caller caller() {
        return caller;
    }

    /** A key's secret. */
    public String key(Role role) {
        return database.inTransaction(() -> keys.issue(role.name(), role, null, Actor.SERVER))
                .secret();
    }

    /** Whatever stands before and behind each door. */
    public List<Object> providers() {
        return List.of(
                filter, new JsonBodyReader(), new RefusalMapper(), new HttpRefusalMapper(), new UnexpectedMapper());
    }
}
