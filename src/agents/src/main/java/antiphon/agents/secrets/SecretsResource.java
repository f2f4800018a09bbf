package antiphon.agents.secrets;

import antiphon.agents.documents.Dependent;
import antiphon.api.Cursor;
import antiphon.api.Json;
import antiphon.api.Problem;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.identity.Caller;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
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
import java.util.List;

/** The door to secrets: their names go out, their values only come in. */
@Path("/v1/convai/secrets")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class SecretsResource {
    @Inject
    Secrets secrets;

    @Inject
    Caller caller;

    @GET
    public JsonObject list(@Context UriInfo uri) {
        Query query = Query.of(uri);
        int dependencies = query.number("dependency_limit", SecretSelection.MOST, 1, SecretSelection.MOST);
        return secrets.list(SecretSelection.read(query)).asJson("secrets", secret -> described(secret, dependencies));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject create(JsonObject body) {
        JsonObject sent = checked("PostWorkspaceSecretRequest", body);
        return named(secrets.create(sent.getString("name"), sent.getString("value"), caller.actor()));
    }

    @GET
    @Path("{secret_id}")
    public JsonObject get(@PathParam("secret_id") String id) {
        return described(secrets.find(id), SecretSelection.MOST);
    }

    @PATCH
    @Path("{secret_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public JsonObject change(@PathParam("secret_id") String id, JsonObject body) {
        JsonObject sent = checked("PatchWorkspaceSecretRequest", body);
        return named(secrets.change(id, sent.getString("name"), sent.getString("value"), caller.actor()));
    }

    @DELETE
    @Path("{secret_id}")
    public void delete(@PathParam("secret_id") String id) {
        secrets.delete(id, caller.actor());
    }

    @GET
    @Path("{secret_id}/dependencies/{resource_type}")
    public JsonObject dependencies(
            @PathParam("secret_id") String id, @PathParam("resource_type") String type, @Context UriInfo uri) {
        Query query = Query.of(uri);
        int size = query.number("page_size", 20, 1, SecretSelection.MOST);
        String after = Cursor.from(query, Dependent.ORDER, 1)
                .map(cursor -> cursor.key().getFirst())
                .orElse("");
        return secrets.dependencies(id, type, size, after)
                .asJson("dependencies", user -> user.asJson(caller.actor().role()));
    }

    private static JsonObject checked(String schema, JsonObject body) {
        List<Problem> problems = Contract.stated().problems(schema, body);
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return body;
    }

    private static JsonObject named(Secret secret) {
        return Json.createObjectBuilder()
                .add("type", "stored")
                .add("secret_id", secret.id())
                .add("name", secret.name())
                .build();
    }

    /** The contract's ConvAIWorkspaceStoredSecretConfig. */
    private JsonObject described(Secret secret, int dependencies) {
        JsonObject agents = used(secret, "agents", dependencies);
        JsonObject tools = used(secret, "tools", dependencies);
        JsonObject usedBy = Json.createObjectBuilder()
                .add("tools", tools.get("dependencies"))
                .add("tools_has_more", tools.get("has_more"))
                .add("agents", agents.get("dependencies"))
                .add("agents_has_more", agents.get("has_more"))
                .add("mcp_servers", used(secret, "mcp_servers", dependencies).get("dependencies"))
                .build();
        JsonObject described =
                Json.createObjectBuilder(named(secret)).add("used_by", usedBy).build();
        return Contract.stated().complete("ConvAIWorkspaceStoredSecretConfig", described);
    }

    private JsonObject used(Secret secret, String type, int most) {
        return secrets.dependencies(secret.id(), type, most, "")
                .asJson("dependencies", user -> user.asJson(caller.actor().role()));
    }
}
