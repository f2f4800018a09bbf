package antiphon.voices.usage;

import antiphon.conversations.record.SpokenDesk;
import antiphon.identity.Vestibule;
import antiphon.testing.TestDatabase;
import jakarta.persistence.EntityManager;
import java.time.InstantSource;
import java.util.List;

/** What counts, put together by hand. */
public final class UsageFurniture {
    private final SpeechUses uses = new SpeechUses();
    private final UsageResource usage = new UsageResource();
    private final UserResource user = new UserResource();

    public UsageFurniture(TestDatabase database, EntityManager entities, InstantSource clock, Vestibule identity) {
        uses.entities = entities;
        uses.clock = clock;
        Statistics statistics = new Statistics();
        statistics.uses = uses;
        statistics.calls = SpokenDesk.over(database.entities("conversations"));
        usage.statistics = statistics;
        Accounts accounts = new Accounts();
        accounts.keys = identity.keys();
        accounts.workspaces = identity.workspaces(clock);
        accounts.statistics = statistics;
        accounts.clock = clock;
        user.accounts = accounts;
        user.caller = identity.caller();
    }

    public SpeechUses uses() {
        return uses;
    }

    public List<Object> doors() {
        return List.of(usage, user);
    }
}
