package antiphon.identity;

import antiphon.api.PublicId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The workspace, and how a server that has none gets one. */
@ApplicationScoped
public class Workspaces {
    @PersistenceContext(unitName = "identity")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    ApiKeys keys;

    /**
     * On a server without a workspace, makes one and an admin key to it; otherwise does nothing. Of several servers that
     * start on one empty database, one gets the key.
     */
    @Transactional
    public Optional<IssuedKey> ensureFirst(String name) {
        entities.createNativeQuery("lock table workspace in share row exclusive mode")
                .executeUpdate();
        if (!all().isEmpty()) {
            return Optional.empty();
        }
        entities.persist(new Workspace(PublicId.fresh("ws_"), name, clock.instant()));
        return Optional.of(keys.issue("First key", Role.ADMIN, null, Actor.SERVER));
    }

    /** The workspace of this server, once it has one. */
    @Transactional
    public Optional<Workspace> only() {
        return all().stream().findFirst();
    }

    private List<Workspace> all() {
        return entities.createQuery("select w from Workspace w", Workspace.class)
                .getResultList();
    }
}
