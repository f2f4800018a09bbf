package antiphon.agents.tools;

import antiphon.agents.connections.AuthConnections;
import antiphon.agents.documents.Dependent;
import antiphon.agents.documents.Dependents;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Page;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The tools of this server that are kept apart from agents. */
@ApplicationScoped
public class Tools {
    @PersistenceContext(unitName = "agents")
    EntityManager entities;

    @Inject
    InstantSource clock;

    @Inject
    Secrets secrets;

    @Inject
    AuthConnections connections;

    @Inject
    Dependents dependents;

    @Inject
    AuditTrail audit;

    /**
     * Keeps a tool.
     *
     * @param sent as the contract's operation takes it
     * @throws Refusal.Invalid naming every place that is wrong, or a secret that is not there
     */
    @Transactional
    public Tool create(JsonObject sent, Actor by) {
        ToolDocument document = checked(ToolDocument.of(sent));
        Tool tool = new Tool(document, by, clock.instant());
        entities.persist(tool);
        audit.note(by, "tool.create", tool.id(), null, document.fingerprint());
        return tool;
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public Tool find(String id) {
        return found(id, LockModeType.NONE);
    }

    @Transactional
    public boolean exist(String id) {
        return PublicId.isPlausible(id) && entities.find(Tool.class, id) != null;
    }

    /** The tools with these ids, in their order; ids of tools that are gone are passed over. */
    @Transactional
    public List<Tool> present(Collection<String> ids) {
        return ids.stream()
                .distinct()
                .filter(PublicId::isPlausible)
                .map(id -> entities.find(Tool.class, id))
                .filter(Objects::nonNull)
                .toList();
    }

    @Transactional
    public Tool change(String id, JsonObject sent, Actor by) {
        Tool tool = found(id, LockModeType.PESSIMISTIC_WRITE);
        ToolDocument before = tool.document();
        ToolDocument after = checked(before.change(sent));
        if (!after.equals(before)) {
            tool.become(after, clock.instant());
            audit.note(by, "tool.change", id, before.fingerprint(), after.fingerprint());
        }
        return tool;
    }

    /**
     * Deletes a tool.
     *
     * @param force even while agents use it; their calls then do without
     * @throws Refusal.Conflict while agents use it, unless forced
     */
    @Transactional
    public void delete(String id, boolean force, Actor by) {
        Tool tool = found(id, LockModeType.PESSIMISTIC_WRITE);
        if (!force && !dependents.agents(id, 1, "").items().isEmpty()) {
            throw new Refusal.Conflict(
                    "tool_in_use",
                    "The tool '" + id
                            + "' is used by agents; take it out of them first, or delete it with force=true.");
        }
        entities.remove(tool);
        audit.note(by, "tool.delete", id, tool.document().fingerprint(), null);
    }

    /** A page of tools. */
    @Transactional
    public Page<Tool> list(ToolSelection selection) {
        ToolSelection.Statement statement = selection.statement();
        Query query = entities.createNativeQuery(statement.sql(), Tool.class);
        for (int i = 0; i < statement.values().size(); i++) {
            query.setParameter(i + 1, statement.values().get(i));
        }
        @SuppressWarnings("unchecked") // the query names its entity
        List<Tool> rows = query.getResultList();
        return Page.cut(rows, selection.pageSize(), selection::after);
    }

    /** Agents that use a tool, by id, from the one after the given id. */
    @Transactional
    public Page<Dependent.Agent> agents(String id, int limit, String afterAgentId) {
        return dependents.agents(find(id).id(), limit, afterAgentId);
    }

    private Tool found(String id, LockModeType lock) {
        Tool tool = PublicId.isPlausible(id) ? entities.find(Tool.class, id, lock) : null;
        if (tool == null) {
            throw Refusal.NotFound.of("tool", id);
        }
        return tool;
    }

    private ToolDocument checked(ToolDocument document) {
        List<Problem> problems = new ArrayList<>();
        document.references("secret_id", (id, path) -> {
            if (!secrets.exist(id)) {
                problems.add(new Problem(
                        path, "There is no secret with this id; POST /v1/convai/secrets makes one", "value_error"));
            }
        });
        document.references("auth_connection_id", (id, path) -> {
            if (!connections.exist(id)) {
                problems.add(new Problem(
                        path,
                        "There is no auth connection with this id; POST /v1/workspace/auth-connections makes one",
                        "value_error"));
            }
        });
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return document;
    }
}
