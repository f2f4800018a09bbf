package antiphon.analysis.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.testing.AgentRows;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.EntityTables;
import antiphon.testing.GivenConfig;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookDoorsTest {
    private static final String DOOR = "/v1/workspace/webhooks";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TestDatabase database = new TestDatabase();
    private final Wiring beans = new Wiring(database::entities)
            .with(InstantSource.class, () -> NOW)
            .with(Config.class, GivenConfig.SECRETIVE);
    private final WorkspaceWebhooks webhooks = beans.get(WorkspaceWebhooks.class);
    private final Doors doors = new Doors(
            database, List.of(beans.get(CallerFilter.class)), List.of(beans.get(WorkspaceWebhooksResource.class)));
    private String admin = "";

    @BeforeAll
    void furnish() {
        admin = database.inTransaction(() -> beans.get(ApiKeys.class).issue("admin", Role.ADMIN, null, Actor.SERVER))
                .secret();
    }

    @AfterAll
    void close() throws IOException {
        doors.close();
        database.close();
    }

    private Answer send(String method, String path, String body) {
        return doors.send(method, path, admin, body);
    }

    private JsonObject created(String url) {
        Answer made = send("POST", DOOR, """
                {'settings':{'auth_type':'hmac','name':'Post-call','webhook_url':'%s','request_headers':{'X-Key':'h3ader'}}}
                """.formatted(url));
        assertEquals(200, made.status(), made.body());
        assertEquals(List.of(), Contract.stated().problems("WorkspaceCreateWebhookResponseModel", made.json()));
        return made.json();
    }

    private JsonObject listed(String id) {
        Answer list = send("GET", DOOR + "?include_usages=true", "");
        assertEquals(List.of(), Contract.stated().problems("WorkspaceWebhookListResponseModel", list.json()));
        return list.json().getJsonArray("webhooks").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getString("webhook_id").equals(id))
                .findFirst()
                .orElse(JsonValue.EMPTY_JSON_OBJECT);
    }

    private JsonObject hidden(String id) {
        return database.inTransaction(
                () -> webhooks.entities.find(WorkspaceWebhook.class, id).hidden(webhooks.seal()));
    }

    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws SQLException {
        assertEquals(List.of(), EntityTables.differences(database, "analysis"));
    }

    @Test
    void a_webhook_is_made_with_a_secret_told_once_and_kept_sealed_then_changed_and_deleted() {
        JsonObject made = created("https://x.example/hook");
        String id = made.getString("webhook_id");
        String secret = made.getString("webhook_secret");
        assertTrue(secret.matches("wsec_[0-9a-f]{64}"));
        assertEquals(secret, hidden(id).getString("secret"));

        JsonObject shown = listed(id);
        assertEquals("hmac", shown.getString("auth_type"));
        assertFalse(shown.getBoolean("is_disabled"));
        String everything = shown
                + database.column("select workspace_webhook::text from workspace_webhook")
                        .toString();
        assertFalse(everything.contains(secret) || everything.contains("h3ader"), everything);

        assertEquals(
                200,
                send(
                                "PATCH",
                                DOOR + "/" + id,
                                "{'is_disabled':true,'name':'Later','retry_enabled':false,'events':['agent_qa'],"
                                        + "'request_headers':{'X-Key':'other'}}")
                        .status());
        JsonObject changed = listed(id);
        assertEquals("Later", changed.getString("name"));
        assertTrue(changed.getBoolean("is_disabled"));
        assertEquals("agent_qa", changed.getJsonArray("events").getString(0));
        assertEquals(secret, hidden(id).getString("secret"));
        assertEquals("other", hidden(id).getJsonObject("request_headers").getString("X-Key"));

        assertEquals(200, send("DELETE", DOOR + "/" + id, "").status());
        assertEquals(JsonValue.EMPTY_JSON_OBJECT, listed(id));
        assertEquals(404, send("DELETE", DOOR + "/" + id, "").status());
        assertEquals(
                List.of("workspace_webhook.change", "workspace_webhook.create", "workspace_webhook.delete"),
                database.column("select action from audit_entry where subject_id = '" + id + "' order by action"));
    }

    @Test
    void a_webhook_that_agents_use_says_so_and_stays() {
        String id = created("https://x.example/used").getString("webhook_id");
        AgentRows.agent(database, "agent_1", "A", "{\"post_call_webhook_id\":\"" + id + "\"}");
        assertEquals(
                "ConvAI Agent Settings",
                listed(id).getJsonArray("usage").getJsonObject(0).getString("usage_type"));
        assertEquals(409, send("DELETE", DOOR + "/" + id, "").status());
    }

    @Test
    void a_webhook_that_the_settings_use_says_so_and_stays() throws SQLException {
        String id = created("https://x.example/settled").getString("webhook_id");
        try (Connection connection = database.connection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into workspace_setting values ('convai', '{\"webhooks\":{\"post_call_webhook_id\":\"" + id
                            + "\"}}', now())");
        }
        assertEquals(
                "ConvAI Settings",
                listed(id).getJsonArray("usage").getJsonObject(0).getString("usage_type"));
        assertEquals(409, send("DELETE", DOOR + "/" + id, "").status());
    }

    @Test
    void what_is_wrong_is_named() {
        Map<String, String> wrong = Map.of(
                "{}", "settings",
                "{'settings':{'auth_type':'oauth2','name':'x','webhook_url':'https://x.example'}}", "auth_type",
                "{'settings':{'auth_type':'hmac','name':' ','webhook_url':'https://x.example'}}", "name",
                "{'settings':{'auth_type':'hmac','name':'x','webhook_url':'file:///etc/passwd'}}", "webhook_url",
                "{'settings':{'auth_type':'hmac','name':'x','webhook_url':'https://x.example','request_headers':{'A b':'c'}}}",
                        "request_headers");
        wrong.forEach((body, member) -> {
            Answer refused = send("POST", DOOR, body);
            assertEquals(422, refused.status(), body);
            assertTrue(refused.body().contains("\"" + member + "\"]"), refused.body());
        });
        String id = created("https://x.example").getString("webhook_id");
        assertEquals(422, send("PATCH", DOOR + "/" + id, "{'name':'x'}").status());
        assertEquals(
                422,
                send("PATCH", DOOR + "/" + id, "{'is_disabled':false,'name':'x','events':['dinner']}")
                        .status());
        assertEquals(
                404,
                send("PATCH", DOOR + "/wh_none", "{'is_disabled':false,'name':'x'}")
                        .status());
        assertEquals(422, send("GET", DOOR + "?include_usages=perhaps", "").status());
    }
}
