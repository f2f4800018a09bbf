package antiphon.agents;

import antiphon.agents.Agents.Place;
import antiphon.api.Json;
import antiphon.api.Query;
import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
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
import java.time.InstantSource;
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

    @Inject
    InstantSource clock;

    @Inject
    Instance<AssignedNumbers> numbers;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Actor viewer = caller.actor();
        return agents.summaries(AgentSelection.read(Query.of(uri), viewer.id(), clock.instant()), viewer);
    }

    @POST
    @Path("create")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(@Context UriInfo uri, JsonObject document) {
        return named(agents.create(document, Query.of(uri).flag("enable_versioning", true), caller.actor()));
    }

    @GET
    @Path("summaries")
    public JsonObject summaries(@Context UriInfo uri) {
        return agents.summaries(AgentSelection.ids(Query.of(uri)), caller.actor());
    }

    @GET
    @Path("{agent_id}")
    public JsonObject get(@PathParam("agent_id") String id, @Context UriInfo uri) {
        Query query = Query.of(uri);
        return shown(agents.state(id, query.text("branch_id"), query.text("version_id")));
    }

    @PATCH
    @Path("{agent_id}")
    @Consumes({MediaType.APPLICATION_JSON, "application/merge-patch+json"})
    public JsonObject change(@PathParam("agent_id") String id, @Context UriInfo uri, JsonObject patch) {
        Query query = Query.of(uri);
        boolean showVersions = query.flag("enable_versioning_if_not_enabled", true);
        return shown(agents.change(new Place(id, query.text("branch_id")), patch, showVersions, caller.actor()));
    }

    @DELETE
    @Path("{agent_id}")
    public void delete(@PathParam("agent_id") String id) {
        agents.delete(id, caller.actor());
    }

    @POST
    @Path("{agent_id}/duplicate")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject duplicate(@PathParam("agent_id") String id, JsonObject body) {
        Contract.stated().demand("Body_Duplicate_Agent_v1_convai_agents__agent_id__duplicate_post", body);
        Optional<String> name =
                Optional.ofNullable(body.getString("name", null)).filter(text -> !text.isBlank());
        return named(agents.duplicate(id, name, caller.actor()));
    }

    /** No agent has a link that lets people in by itself: what opens a private agent is a signed URL. */
    @GET
    @Path("{agent_id}/link")
    public JsonObject link(@PathParam("agent_id") String id) {
        return Json.createObjectBuilder(named(agents.find(id))).addNull("token").build();
    }

    private JsonObject shown(AgentState state) {
        JsonArray answered = numbers.stream()
                .findFirst()
                .map(known -> known.answeredBy(state.agent().id()))
                .orElse(JsonValue.EMPTY_JSON_ARRAY);
        return state.asJson(caller.actor(), answered);
    }

    private static JsonObject named(Agent agent) {
        return Json.createObjectBuilder().add("agent_id", agent.id()).build();
    }
}
