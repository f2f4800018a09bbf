package antiphon.agents.tools;

import antiphon.agents.documents.Dependent;
import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Page;
import antiphon.api.Query;
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
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;

/** The door to stored tools. */
@Path("/v1/convai/tools")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class ToolsResource {
    @Inject
    Tools tools;

    @Inject
    ToolExecutions executions;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Page<Tool> page =
                tools.list(ToolSelection.read(Query.of(uri), caller.actor().id()));
        Map<String, ToolUsage> usage =
                executions.usage(page.items().stream().map(Tool::id).toList());
        return page.asJson("tools", tool -> tool.asJson(usage.getOrDefault(tool.id(), ToolUsage.NONE), caller.actor()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        return shown(tools.create(body, caller.actor()));
    }

    @GET
    @Path("{tool_id}")
    public JsonObject get(@PathParam("tool_id") String id) {
        return shown(tools.find(id));
    }

    @PATCH
    @Path("{tool_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("tool_id") String id, JsonObject body) {
        return shown(tools.change(id, body, caller.actor()));
    }

    @DELETE
    @Path("{tool_id}")
    public JsonObject delete(@PathParam("tool_id") String id, @Context UriInfo uri) {
        tools.delete(id, Query.of(uri).flag("force", false), caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    @GET
    @Path("{tool_id}/dependent-agents")
    public JsonObject dependentAgents(@PathParam("tool_id") String id, @Context UriInfo uri) {
        Query query = Query.of(uri);
        String after = Cursor.from(query, Dependent.ORDER, 1)
                .map(cursor -> cursor.key().getFirst())
                .orElse("");
        Page<Dependent.Agent> agents = tools.agents(id, query.number("page_size", 30, 1, 100), after);
        JsonArrayBuilder branches = Json.createArrayBuilder();
        agents.items().forEach(agent -> branches.add(agent.branch()));
        JsonObject page =
                agents.asJson("agents", agent -> agent.asJson(caller.actor().role()));
        return Json.createObjectBuilder(page).add("branches", branches).build();
    }

    @GET
    @Path("{tool_id}/executions")
    public JsonObject executions(@PathParam("tool_id") String id, @Context UriInfo uri) {
        ExecutionSelection selection = ExecutionSelection.read(Query.of(uri));
        return executions.list(tools.find(id).id(), selection).asJson("executions", ToolExecution::asJson);
    }

    private JsonObject shown(Tool tool) {
        ToolUsage usage = executions.usage(List.of(tool.id())).getOrDefault(tool.id(), ToolUsage.NONE);
        return tool.asJson(usage, caller.actor());
    }
}
