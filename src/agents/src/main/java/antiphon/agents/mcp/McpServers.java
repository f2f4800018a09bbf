package antiphon.agents.mcp;

import antiphon.agents.config.McpServerConfig;
import antiphon.agents.connections.AuthConnections;
import antiphon.agents.documents.Dependents;
import antiphon.agents.secrets.Secrets;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.PublicId;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.AuditTrail;
import antiphon.identity.Role;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import java.time.InstantSource;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The MCP servers of this server's workspace, and who approved what of their tools. */
@ApplicationScoped
public class McpServers {
    private static final int MOST_SHOWN = 100;

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
     * Keeps a server.
     *
     * @param sent as the contract's operation takes it
     * @throws Refusal.Invalid naming every place that is wrong, or a secret that is not there
     */
    @Transactional
    public McpServer create(JsonObject sent, Actor by) {
        McpServerDocument document = checked(McpServerDocument.of(sent));
        McpServer server = new McpServer(document, by, clock.instant());
        entities.persist(server);
        audit.note(by, "mcp_server.create", server.id(), null, document.fingerprint());
        return server;
    }

    /** @throws Refusal.NotFound if there is none */
    @Transactional
    public McpServer find(String id) {
        return found(id, LockModeType.NONE);
    }

    @Transactional
    public boolean exist(String id) {
        return PublicId.isPlausible(id) && entities.find(McpServer.class, id) != null;
    }

    /** The settings of the servers with these ids, in their order; ids of servers that are gone are passed over. */
    @Transactional
    public Map<String, McpServerConfig> configs(Collection<String> ids) {
        Map<String, McpServerConfig> configs = new LinkedHashMap<>();
        for (String id : ids) {
            McpServer server = PublicId.isPlausible(id) ? entities.find(McpServer.class, id) : null;
            if (server != null) {
                configs.put(id, server.config());
            }
        }
        return configs;
    }

    /** All servers, the newest first. */
    @Transactional
    public List<McpServer> list() {
        return entities.createQuery("select s from McpServer s order by s.createdAt desc, s.id desc", McpServer.class)
                .getResultList();
    }

    /** Changes some of the settings; see {@link McpServerDocument#change}. */
    @Transactional
    public McpServer change(String id, JsonObject changes, Actor by) {
        return become(found(id, LockModeType.PESSIMISTIC_WRITE), document -> document.change(changes), by);
    }

    /** @throws Refusal.Conflict while agents use it */
    @Transactional
    public void delete(String id, Actor by) {
        McpServer server = found(id, LockModeType.PESSIMISTIC_WRITE);
        if (!dependents.agents(id, 1, "").items().isEmpty()) {
            throw new Refusal.Conflict(
                    "mcp_server_in_use",
                    "The MCP server '" + id + "' is used by agents; take it out of their mcp_server_ids first.");
        }
        entities.remove(server);
        audit.note(by, "mcp_server.delete", id, server.document().fingerprint(), null);
    }

    /** Somebody has looked at a tool as it is now, and says how it may be used. */
    @Transactional
    public McpServer approve(String id, JsonObject sent, Actor by) {
        McpServer server = found(id, LockModeType.PESSIMISTIC_WRITE);
        JsonObject approval = Contract.stated().complete("MCPToolAddApprovalRequestModel", sent);
        String tool = approval.getString("tool_name");
        String description = approval.getString("tool_description");
        JsonObject schema = approval.getOrDefault("input_schema", JsonValue.EMPTY_JSON_OBJECT)
                .asJsonObject();
        server.remember(
                tool,
                Json.createObjectBuilder()
                        .add("description", description)
                        .add("input_schema", schema)
                        .build());
        String hash = McpTool.hash(tool, description, schema);
        return become(server, document -> document.approve(tool, hash, approval.getString("approval_policy")), by);
    }

    @Transactional
    public McpServer forgetApproval(String id, String tool, Actor by) {
        McpServer server = found(id, LockModeType.PESSIMISTIC_WRITE);
        if (!server.document().hasApproval(tool)) {
            throw Refusal.NotFound.of("tool_approval", tool);
        }
        server.forget(tool);
        return become(server, document -> document.forgetApproval(tool), by);
    }

    /** @throws Refusal.NotFound if nothing is different for this tool */
    @Transactional
    public JsonObject override(String id, String tool) {
        return overrideOf(find(id), tool);
    }

    /** @throws Refusal.Conflict if something is different for this tool already */
    @Transactional
    public McpServer addOverride(String id, String tool, JsonObject settings, Actor by) {
        McpServer server = found(id, LockModeType.PESSIMISTIC_WRITE);
        if (server.document().override(tool).isPresent()) {
            throw new Refusal.Conflict(
                    "tool_config_exists", "The tool '" + tool + "' has a configuration; PATCH changes it.");
        }
        return become(server, document -> document.override(tool, settings), by);
    }

    /** Changes what is different for a tool; what is named takes the place of what was there, and null resets. */
    @Transactional
    public McpServer changeOverride(String id, String tool, JsonObject changes, Actor by) {
        McpServer server = found(id, LockModeType.PESSIMISTIC_WRITE);
        JsonObject before = overrideOf(server, tool);
        var after = Json.createObjectBuilder(before);
        changes.forEach((name, value) -> {
            if (value == JsonValue.NULL) {
                after.remove(name);
            } else {
                after.add(name, value);
            }
        });
        return become(server, document -> document.override(tool, after.build()), by);
    }

    @Transactional
    public McpServer forgetOverride(String id, String tool, Actor by) {
        McpServer server = found(id, LockModeType.PESSIMISTIC_WRITE);
        overrideOf(server, tool);
        return become(server, document -> document.forgetOverride(tool), by);
    }

    /** The agents that use a server, in the contract's shape; of very many, the first. */
    @Transactional
    public JsonArray agents(McpServer server, Role viewer) {
        return dependents
                .agents(server.id(), MOST_SHOWN, "")
                .asJson("agents", agent -> agent.asJson(viewer))
                .getJsonArray("agents");
    }

    private static JsonObject overrideOf(McpServer server, String tool) {
        return server.document().override(tool).orElseThrow(() -> Refusal.NotFound.of("tool_config", tool));
    }

    private McpServer become(McpServer server, UnaryOperator<McpServerDocument> change, Actor by) {
        McpServerDocument before = server.document();
        McpServerDocument after = checked(change.apply(before));
        if (!after.equals(before)) {
            server.become(after, clock.instant());
            audit.note(by, "mcp_server.change", server.id(), before.fingerprint(), after.fingerprint());
        }
        return server;
    }

    private McpServer found(String id, LockModeType lock) {
        McpServer server = PublicId.isPlausible(id) ? entities.find(McpServer.class, id, lock) : null;
        if (server == null) {
            throw Refusal.NotFound.of("mcp_server", id);
        }
        return server;
    }

    private McpServerDocument checked(McpServerDocument document) {
        McpServerDocument.refuse(document.secrets().entrySet().stream()
                .filter(named -> !secrets.exist(named.getValue()))
                .map(named -> new Problem(
                        named.getKey(),
                        "There is no secret with this id; POST /v1/convai/secrets makes one",
                        "value_error"))
                .toList());
        McpServerDocument.refuse(document.connections().entrySet().stream()
                .filter(named -> !connections.exist(named.getValue()))
                .map(named -> new Problem(
                        named.getKey(),
                        "There is no auth connection with this id; POST /v1/workspace/auth-connections makes one",
                        "value_error"))
                .toList());
        return document;
    }
}
