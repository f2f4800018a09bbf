package antiphon.agents.environment;

import antiphon.api.Cursor;
import antiphon.api.Query;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import antiphon.identity.Workspace;
import antiphon.identity.Workspaces;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
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
import java.util.Set;

/** The door to environment variables. */
@Path("/v1/convai/environment-variables")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class EnvironmentVariablesResource {
    private static final int MOST = 100;

    @Inject
    EnvironmentVariables variables;

    @Inject
    Workspaces workspaces;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        var selection = new EnvironmentVariables.Selection(
                query.text("label"),
                query.text("environment"),
                query.oneOf("type", Set.of("string", "secret", "auth_connection")),
                query.number("page_size", MOST, 1, MOST),
                Cursor.from(query, EnvironmentVariables.ORDER, 1));
        return variables.list(selection).asJson("environment_variables", this::shown);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        Contract.stated().demand(creation(body), body);
        return shown(variables.create(body, caller.actor()));
    }

    @GET
    @Path("{env_var_id}")
    public JsonObject get(@PathParam("env_var_id") String id) {
        return shown(variables.find(id));
    }

    @PATCH
    @Path("{env_var_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject change(@PathParam("env_var_id") String id, JsonObject body) {
        Contract.stated().demand("UpdateEnvironmentVariableRequest", body);
        return shown(variables.change(id, body.getJsonObject("values"), caller.actor()));
    }

    /** Each type's form of creation. */
    private static String creation(JsonObject body) {
        return switch (body.get("type") instanceof JsonString type ? type.getString() : "") {
            case "secret" -> "CreateSecretEnvironmentVariableRequest";
            case "auth_connection" -> "CreateAuthConnectionEnvironmentVariableRequest";
            default -> "CreateStringEnvironmentVariableRequest";
        };
    }

    private JsonObject shown(EnvironmentVariable variable) {
        return variable.asJson(workspaces.only().map(Workspace::id).orElse(""));
    }
}
