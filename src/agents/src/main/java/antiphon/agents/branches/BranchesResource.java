package antiphon.agents.branches;

import antiphon.agents.AgentState;
import antiphon.agents.AgentVersion;
import antiphon.agents.branches.Merges.Preview;
import antiphon.agents.branches.Merges.Route;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
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

/** The door to an agent's branches. */
@Path("/v1/convai/agents/{agent_id}/branches")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class BranchesResource {
    private static final String CREATION = "Body_Create_a_new_branch_v1_convai_agents__agent_id__branches_post";
    private static final String CHANGE =
            "Body_Update_agent_branch_v1_convai_agents__agent_id__branches__branch_id__patch";
    private static final String MERGE =
            "Body_Merge_a_branch_into_a_target_branch_v1_convai_agents__agent_id__branches__source_branch_id__merge_post";
    private static final int MOST = 100;

    @Inject
    Branches branches;

    @Inject
    BranchViews views;

    @Inject
    Merges merges;

    @Inject
    Caller caller;

    @Context
    UriInfo uri;

    @GET
    public JsonObject list(@PathParam("agent_id") String agentId) {
        Query query = Query.of(uri);
        var selection = new BranchViews.Selection(
                query.flag("include_archived", false),
                query.number("limit", MOST, 1, MOST),
                query.flag("include_commit_status", false));
        return views.list(agentId, selection, caller.actor());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(@PathParam("agent_id") String agentId, JsonObject body) {
        Contract.stated().demand(CREATION, body);
        AgentVersion first = branches.create(agentId, body, caller.actor());
        return Json.createObjectBuilder()
                .add("created_branch_id", first.branchId())
                .add("created_version_id", first.id())
                .build();
    }

    @GET
    @Path("{branch_id}")
    public JsonObject get(@PathParam("agent_id") String agentId, @PathParam("branch_id") String id) {
        return views.shown(branches.find(agentId, id), caller.actor());
    }

    @PATCH
    @Path("{branch_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(
            @PathParam("agent_id") String agentId, @PathParam("branch_id") String id, JsonObject body) {
        Contract.stated().demand(CHANGE, body);
        return views.shown(branches.change(agentId, id, body, caller.actor()), caller.actor());
    }

    @POST
    @Path("{branch_id}/rebase")
    public JsonObject rebase(@PathParam("agent_id") String agentId, @PathParam("branch_id") String id) {
        return views.shown(merges.rebase(agentId, id, caller.actor()), caller.actor());
    }

    @GET
    @Path("{branch_id}/rebase-preview")
    public JsonObject previewRebase(@PathParam("agent_id") String agentId, @PathParam("branch_id") String id) {
        return shown(merges.previewRebase(agentId, id));
    }

    @POST
    @Path("{source_branch_id}/merge")
    @Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
    public JsonObject merge(
            @PathParam("agent_id") String agentId, @PathParam("source_branch_id") String source, JsonObject body) {
        Contract.stated().demand(MERGE, body);
        boolean archive = body.getBoolean("archive_source_branch", true);
        AgentState target =
                merges.merge(route(agentId, source), archive, body.getBoolean("force", false), caller.actor());
        return target.asJson(caller.actor(), JsonValue.EMPTY_JSON_ARRAY);
    }

    @GET
    @Path("{source_branch_id}/merge-preview")
    public JsonObject previewMerge(
            @PathParam("agent_id") String agentId, @PathParam("source_branch_id") String source) {
        return shown(merges.preview(route(agentId, source), Query.of(uri).flag("force", false)));
    }

    private Route route(String agentId, String source) {
        String target = Query.of(uri)
                .text("target_branch_id")
                .orElseThrow(() -> new Refusal.Invalid(
                        new Problem(List.of("query", "target_branch_id"), "Field required", "missing")));
        return new Route(agentId, source, target);
    }

    /** The contract's MergePreviewResponseModel. */
    private JsonObject shown(Preview preview) {
        JsonArrayBuilder conflicts = Json.createArrayBuilder();
        preview.conflicts().forEach(conflict -> conflicts.add(conflict.asJson()));
        return Json.createObjectBuilder(preview.state().asJson(caller.actor(), JsonValue.EMPTY_JSON_ARRAY))
                .add("overridden_fields", Json.createArrayBuilder(preview.overridden()))
                .add("conflicts", conflicts)
                .add("source_identical_to_target", preview.identical())
                .build();
    }
}
