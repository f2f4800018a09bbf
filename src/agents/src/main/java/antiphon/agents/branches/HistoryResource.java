package antiphon.agents.branches;

import antiphon.agents.AgentVersions;
import antiphon.agents.Agents;
import antiphon.agents.Traffic;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** The door to what an agent was, what is about to become of it, and who meets which branch of it. */
@Path("/v1/convai/agents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class HistoryResource {
    private static final String DEPLOYMENT =
            "Body_Create_or_update_deployments_v1_convai_agents__agent_id__deployments_post";
    private static final String DRAFT = "Body_Create_agent_draft_v1_convai_agents__agent_id__drafts_post";
    private static final int MOST = 100;
    private static final int MOST_PAGES = 100_000;

    @Inject
    Agents agents;

    @Inject
    AgentVersions versions;

    @Inject
    Deployments deployments;

    @Inject
    Drafts drafts;

    @Inject
    Caller caller;

    @Context
    UriInfo uri;

    @GET
    @Path("{agent_id}/versions/{version_id}")
    public JsonObject version(@PathParam("agent_id") String agentId, @PathParam("version_id") String id) {
        return versions.version(agents.find(agentId), id).asJson(caller.actor());
    }

    @GET
    @Path("{agent_id}/deployments")
    public JsonObject deployments(@PathParam("agent_id") String agentId) {
        Query query = Query.of(uri);
        int page = query.number("page", 1, 1, MOST_PAGES);
        return deployments.history(agentId, page, query.number("page_size", 30, 1, MOST), caller.actor());
    }

    @POST
    @Path("{agent_id}/deployments")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject deploy(@PathParam("agent_id") String agentId, JsonObject body) {
        Contract.stated().demand(DEPLOYMENT, body);
        Traffic traffic = deployments.deploy(agentId, body, caller.actor());
        return Json.createObjectBuilder()
                .add("traffic_percentage_branch_id_map", traffic.asJson())
                .build();
    }

    @POST
    @Path("{agent_id}/drafts")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject draft(@PathParam("agent_id") String agentId, JsonObject body) {
        Contract.stated().demand(DRAFT, body);
        AgentDraft draft = drafts.keep(agentId, branch(), body, caller.actor());
        return Json.createObjectBuilder()
                .add("branch_id", branch())
                .add("created_at_unix_secs", draft.createdAt().getEpochSecond())
                .build();
    }

    @DELETE
    @Path("{agent_id}/drafts")
    public JsonObject deleteDraft(@PathParam("agent_id") String agentId) {
        drafts.delete(agentId, branch(), caller.actor());
        return JsonValue.EMPTY_JSON_OBJECT;
    }

    private String branch() {
        return Query.of(uri)
                .text("branch_id")
                .orElseThrow(() ->
                        new Refusal.Invalid(new Problem(List.of("query", "branch_id"), "Field required", "missing")));
    }
}
