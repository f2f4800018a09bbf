package antiphon.agents.secrets;

import antiphon.agents.documents.Dependent;
import antiphon.agents.documents.Dependents;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** The secrets of this workspace. */
@ApplicationScoped
public class Secrets {
    private static final int LONGEST_NAME = 200;

    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Config config;

    @Inject
    AuditTrail audit;

    @Inject
    Dependents dependents;

    private volatile @Nullable Seal seal;

    /** Keeps a value under a name that no other secret has. */
    @Transactional
    public Secret create(String name, String value, Actor by) {
        checkName(name, "");
        String id = PublicId.fresh("secret_");
        Secret secret = new Secret(id, name, seal().close(id, value), clock.instant());
        entities.persist(secret);
        audit.note(by, "secret.create", id, null, trace(secret));
        return secret;
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public Secret find(String id) {
        Secret secret = PublicId.isPlausible(id) ? entities.find(Secret.class, id) : null;
        if (secret == null) {
            throw Refusal.NotFound.of("secret", id);
        }
        return secret;
    }

    @Transactional
    public boolean exist(String id) {
        return PublicId.isPlausible(id) && entities.find(Secret.class, id) != null;
    }

    /** Gives a secret a new name and value. */
    @Transactional
    public Secret change(String id, String name, String value, Actor by) {
        Secret secret = find(id);
        String before = trace(secret);
        checkName(name, id);
        secret.become(name, seal().close(id, value), clock.instant());
        audit.note(by, "secret.change", id, before, trace(secret));
        return secret;
    }

    /** @throws Refusal.Conflict while anything uses it */
    @Transactional
    public void delete(String id, Actor by) {
        Secret secret = find(id);
        if (dependents.exist(id)) {
            throw new Refusal.Conflict(
                    "secret_in_use",
                    "The secret '" + id
                            + "' is used by agents, tools, MCP servers, environment variables or the settings of the"
                            + " workspace; take it out of them first.");
        }
        entities.remove(secret);
        audit.note(by, "secret.delete", id, trace(secret), null);
    }

    /** The value itself, for a request that is made with it; never for an answer. */
    @Transactional(dontRollbackOn = Refusal.class)
    public String reveal(String id) {
        return seal().open(id, find(id).sealedValue());
    }

    /** The values of these, by id; those that are gone, or sealed under another key, are left out. */
    @Transactional
    public Map<String, String> reveal(Collection<String> ids) {
        Map<String, String> values = new HashMap<>();
        if (!ids.isEmpty()) {
            entities.createQuery("select s from Secret s where s.id in :ids", Secret.class)
                    .setParameter("ids", Set.copyOf(ids))
                    .getResultList()
                    .forEach(secret -> opened(secret).ifPresent(value -> values.put(secret.id(), value)));
        }
        return values;
    }

    private Optional<String> opened(Secret secret) {
        try {
            return Optional.of(seal().open(secret.id(), secret.sealedValue()));
        } catch (Refusal sealedOtherwise) {
            return Optional.empty();
        }
    }

    /** A page of secrets by name. */
    @Transactional
    public Page<Secret> list(SecretSelection selection) {
        List<Secret> rows = entities.createQuery(
                        "select s from Secret s where s.name > :after and lower(s.name) like :pattern escape '!'"
                                + " order by s.name",
                        Secret.class)
                .setParameter("after", selection.afterName())
                .setParameter("pattern", selection.pattern())
                .setMaxResults(selection.pageSize() + 1)
                .getResultList();
        return selection.page(rows);
    }

    /**
     * What of one kind uses a secret. Phone numbers do not.
     *
     * @param type the contract's word for the kind; the contract's list of a secret's users has MCP servers too
     */
    @Transactional
    public Page<? extends Dependent> dependencies(String id, String type, int limit, String after) {
        find(id);
        return switch (type) {
            case "agents" -> dependents.agents(id, limit, after);
            case "tools" -> dependents.tools(id, limit, after);
            case "mcp_servers" -> dependents.mcpServers(id, limit, after);
            case "phone_numbers" -> new Page<>(List.of(), Optional.empty());
            default ->
                throw new Refusal.Invalid(new Problem(
                        List.of("path", "resource_type"),
                        "Input should be one of tools, agents, mcp_servers, phone_numbers",
                        "enum"));
        };
    }

    private void checkName(String name, String ownId) {
        if (name.isBlank() || name.length() > LONGEST_NAME) {
            throw new Refusal.Invalid(
                    Problem.at("body.name", "A secret's name has 1 to " + LONGEST_NAME + " characters", "value_error"));
        }
        boolean taken = entities.createQuery("select s from Secret s where s.name = :name", Secret.class)
                .setParameter("name", name)
                .getResultStream()
                .anyMatch(other -> !other.id().equals(ownId));
        if (taken) {
            throw new Refusal.Conflict(
                    "secret_name_taken", "Another secret has this name; change that one or choose another name.");
        }
    }

    /** 32 bytes for one purpose, the same on every server that has the same key to its secrets. */
    public byte[] derivedKey(String purpose) {
        return seal().derive(purpose);
    }

    /** Opens and closes what other desks keep sealed; what is closed for one purpose does not open for another. */
    public Seal sealFor(String purpose) {
        return new Seal(derivedKey(purpose));
    }

    private Seal seal() {
        if (seal == null) {
            sealUnder(SecretSettings.read(key -> config.getOptionalValue(key, String.class)));
        }
        return Objects.requireNonNull(seal);
    }

    void sealUnder(SecretSettings settings) {
        seal = settings.seal();
    }

    /** Names a state of a secret without telling anything of its value. */
    private static String trace(Secret secret) {
        return Fingerprint.of(secret.name() + HexFormat.of().formatHex(secret.sealedValue()));
    }
}
