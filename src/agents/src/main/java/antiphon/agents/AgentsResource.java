package antiphon.agents;

import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
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
import java.util.Optional;

/** The door to agents. */
@Path("/v1/convai/agents")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentsResource {
    @Inject
    Agents agents;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        AgentSelection selection =
                AgentSelection.read(Query.of(uri), caller.actor().id());
        return agents.list(selection).asJson("agents", agent -> agent.asSummary(caller.actor()));
    }

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject document) {
        Agent agent = agents.create(document, caller.actor());
        return Json.createObjectBuilder().add("agent_id", agent.id()).build();
    }

    @GET
    @Path("{agent_id}")
    public JsonObject get(@PathParam("agent_id") String id, @Context UriInfo uri) {
        Agent agent = onMainBranch(agents.find(id), Query.of(uri));
        Optional<AgentVersion> version = Query.of(uri).text("version_id").map(wanted -> agents.version(id, wanted));
        return version.map(old -> agent.asJson(old.document(), old.id(), caller.actor()))
                .orElseGet(() -> agent.asJson(caller.actor()));
    }

    @PATCH
    @Path("{agent_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("agent_id") String id, @Context UriInfo uri, JsonObject patch) {
        onMainBranch(agents.find(id), Query.of(uri));
        return agents.change(id, patch, caller.actor()).asJson(caller.actor());
    }

    @DELETE
    @Path("{agent_id}")
    public void delete(@PathParam("agent_id") String id) {
        agents.delete(id, caller.actor());
    }

    /** An agent has its main branch only, so any other is not to be found. */
    private static Agent onMainBranch(Agent agent, Query query) {
        query.text("branch_id")
                .filter(branch -> !branch.equals(agent.branchId()))
                .ifPresent(branch -> {
                    throw Refusal.NotFound.of("branch", branch);
                });
        return agent;
    }
}
