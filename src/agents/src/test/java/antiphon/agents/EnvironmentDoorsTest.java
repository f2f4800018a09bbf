package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnvironmentDoorsTest {
    private static final String VARIABLES = "/v1/convai/environment-variables";

    private TestServer server;

    @BeforeAll
    void open(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    private Answer post(String path, String body) {
        return server.send("POST", path, json(body).toString());
    }

    private static JsonObject ok(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private static void fits(String schema, JsonObject answer) {
        assertEquals(List.of(), Contract.stated().problems(schema, answer));
    }

    private String secret(String name) {
        return ok(post("/v1/convai/secrets", "{'type':'new','name':'" + name + "','value':'hush " + name + "'}"))
                .getString("secret_id");
    }

    @Test
    void a_text_has_a_value_in_each_environment_and_productions_where_there_is_none() {
        JsonObject made = ok(post(
                VARIABLES,
                "{'type':'string','label':'crm_url','values':{'production':'https://crm','staging':'https://stage'}}"));
        fits("EnvironmentVariableResponse", made);
        String at = VARIABLES + "/" + made.getString("id");
        assertEquals(made, ok(server.send("GET", at, "")));
        assertEquals(
                "https://stage", server.environment.variables().in("staging").get("system__env_crm_url"));
        assertEquals("https://crm", server.environment.variables().in("test").get("system__env_crm_url"));
        JsonObject changed = ok(server.send(
                "PATCH",
                at,
                json("{'values':{'staging':null,'test':'https://test'}}").toString()));
        fits("EnvironmentVariableResponse", changed);
        assertEquals(json("{'production':'https://crm','test':'https://test'}"), changed.getJsonObject("values"));
        assertEquals("https://crm", server.environment.variables().in("staging").get("system__env_crm_url"));
    }

    @Test
    void a_secret_variable_is_looked_up_and_never_shown() {
        String secret = secret("crm key");
        JsonObject made = ok(post(
                VARIABLES,
                "{'type':'secret','label':'crm_key','values':{'production':{'secret_id':'" + secret + "'}}}"));
        fits("EnvironmentVariableResponse", made);
        assertFalse(made.toString().contains("hush"));
        assertEquals(
                "hush crm key", server.environment.variables().in("production").get("secret__env_crm_key"));
        assertEquals(
                409, server.send("DELETE", "/v1/convai/secrets/" + secret, "").status());
        String tool = ok(post(
                        "/v1/convai/tools",
                        "{'tool_config':{'type':'webhook','name':'crm','description':'d','api_schema':{"
                                + "'url':'https://crm.example','request_headers':{'K':{'env_var_label':'crm_key'}}}}}"))
                .getString("id");
        JsonObject tools = ok(server.send("GET", "/v1/convai/secrets/" + secret + "/dependencies/tools", ""));
        assertEquals(
                tool, tools.getJsonArray("dependencies").getJsonObject(0).getString("id"), "by way of the variable");
    }

    @Test
    void variables_are_listed_by_label_environment_and_type() {
        for (String label : List.of("list_a", "list_b", "list_c")) {
            ok(post(VARIABLES, "{'type':'string','label':'" + label + "','values':{'lab " + label + "':'x'}}"));
        }
        JsonObject page = ok(server.send("GET", VARIABLES + "?page_size=1&type=string&environment=lab%20list_b", ""));
        fits("EnvironmentVariablesListResponse", page);
        assertEquals(
                "list_b",
                page.getJsonArray("environment_variables").getJsonObject(0).getString("label"));
        assertFalse(page.getBoolean("has_more"));
        JsonObject first = ok(server.send("GET", VARIABLES + "?page_size=1", ""));
        assertTrue(first.getBoolean("has_more"));
        JsonObject rest = ok(server.send("GET", VARIABLES + "?cursor=" + first.getString("next_cursor"), ""));
        assertFalse(rest.getJsonArray("environment_variables")
                .contains(first.getJsonArray("environment_variables").get(0)));
        assertEquals(
                1,
                ok(server.send("GET", VARIABLES + "?label=list_c", ""))
                        .getJsonArray("environment_variables")
                        .size());
        assertEquals(422, server.send("GET", VARIABLES + "?type=colour", "").status());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        String body = "{'type':'string','label':'bad','values':{'production':'x'}}";
        assertEquals(422, post(VARIABLES, body.replace("bad", "with space")).status());
        assertEquals(
                422, post(VARIABLES, body.replace("{'production':'x'}", "{}")).status());
        assertEquals(422, post(VARIABLES, body.replace("'x'", "5")).status());
        assertEquals(422, post(VARIABLES, body.replace("'string'", "'colour'")).status());
        assertEquals(
                422,
                post(VARIABLES, "{'type':'secret','label':'bad','values':{'production':{'secret_id':'secret_no'}}}")
                        .status());
        String at = VARIABLES + "/" + ok(post(VARIABLES, body)).getString("id");
        assertEquals(409, post(VARIABLES, body).status());
        assertEquals(
                422,
                server.send("PATCH", at, json("{'values':{'production':null}}").toString())
                        .status());
        assertEquals(
                422,
                server.send(
                                "PATCH",
                                at,
                                json("{'values':{'test':{'secret_id':'s'}}}").toString())
                        .status());
        assertEquals(404, server.send("GET", VARIABLES + "/envvar_no", "").status());
        assertEquals(
                404,
                server.send(
                                "PATCH",
                                VARIABLES + "/envvar_no",
                                json("{'values':{}}").toString())
                        .status());
    }
}
