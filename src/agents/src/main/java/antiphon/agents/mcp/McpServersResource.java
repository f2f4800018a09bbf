package antiphon.agents.mcp;

import antiphon.api.Json;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The door to MCP servers and what is settled about their tools. */
@Path("/v1/convai/mcp-servers")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class McpServersResource {
    @Inject
    McpServers servers;

    @Inject
    McpListings listings;

    @Inject
    Caller caller;

    @GET
    public JsonObject list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        servers.list().forEach(server -> list.add(shown(server)));
        return Json.createObjectBuilder().add("mcp_servers", list).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        return shown(servers.create(body, caller.actor()));
    }

    @GET
    @Path("{mcp_server_id}")
    public JsonObject get(@PathParam("mcp_server_id") String id) {
        return shown(servers.find(id));
    }

    @PATCH
    @Path("{mcp_server_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("mcp_server_id") String id, JsonObject body) {
        return shown(servers.change(id, checked("MCPServerConfigUpdateRequestModel", body), caller.actor()));
    }

    @DELETE
    @Path("{mcp_server_id}")
    public JsonObject delete(@PathParam("mcp_server_id") String id) {
        servers.delete(id, caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @PATCH
    @Path("{mcp_server_id}/approval-policy")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject changePolicy(@PathParam("mcp_server_id") String id, JsonObject body) {
        return shown(servers.change(id, checked("MCPApprovalPolicyUpdateRequestModel", body), caller.actor()));
    }

    @GET
    @Path("{mcp_server_id}/tools")
    public JsonObject tools(@PathParam("mcp_server_id") String id) {
        return listings.of(servers.find(id));
    }

    @POST
    @Path("{mcp_server_id}/tool-approvals")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject approve(@PathParam("mcp_server_id") String id, JsonObject body) {
        return shown(servers.approve(id, checked("MCPToolAddApprovalRequestModel", body), caller.actor()));
    }

    @DELETE
    @Path("{mcp_server_id}/tool-approvals/{tool_name}")
    public JsonObject forgetApproval(@PathParam("mcp_server_id") String id, @PathParam("tool_name") String tool) {
        return shown(servers.forgetApproval(id, tool, caller.actor()));
    }

    @POST
    @Path("{mcp_server_id}/tool-configs")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject addConfig(@PathParam("mcp_server_id") String id, JsonObject body) {
        JsonObject sent = checked("MCPToolConfigOverrideCreateRequestModel", body);
        return shown(servers.addOverride(id, sent.getString("tool_name"), sent, caller.actor()));
    }

    @GET
    @Path("{mcp_server_id}/tool-configs/{tool_name}")
    public JsonObject config(@PathParam("mcp_server_id") String id, @PathParam("tool_name") String tool) {
        return Contract.stated().complete("MCPToolConfigOverride-Output", servers.override(id, tool));
    }

    @PATCH
    @Path("{mcp_server_id}/tool-configs/{tool_name}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject changeConfig(
            @PathParam("mcp_server_id") String id, @PathParam("tool_name") String tool, JsonObject body) {
        JsonObject sent = checked("MCPToolConfigOverrideUpdateRequestModel", body);
        return shown(servers.changeOverride(id, tool, sent, caller.actor()));
    }

    @DELETE
    @Path("{mcp_server_id}/tool-configs/{tool_name}")
    public JsonObject forgetConfig(@PathParam("mcp_server_id") String id, @PathParam("tool_name") String tool) {
        return shown(servers.forgetOverride(id, tool, caller.actor()));
    }

    private static JsonObject checked(String schema, JsonObject body) {
        McpServerDocument.refuse(Contract.stated().problems(schema, body));
        return body;
    }

    private JsonObject shown(McpServer server) {
        return server.asJson(servers.agents(server, caller.actor().role()), caller.actor());
    }
}
