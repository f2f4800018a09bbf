package antiphon.conversations.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.conversations.history.HistoryServer;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsDoorsTest {
    private final HistoryServer server = new HistoryServer();

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Test
    void settings_are_merged_and_shown_with_their_defaults() {
        JsonObject first = server.shown("/v1/convai/settings", "GetConvAISettingsResponseModel");
        assertEquals(10, first.getInt("rag_retention_period_days"));
        assertTrue(first.getBoolean("can_use_mcp_servers"));
        JsonObject changed = server.send(
                        "PATCH",
                        "/v1/convai/settings",
                        "{\"webhooks\":{\"events\":[\"audio\"]},\"can_use_mcp_servers\":false,"
                                + "\"conversation_embedding_retention_days\":30}")
                .json();
        assertEquals(List.of(), Contract.stated().problems("GetConvAISettingsResponseModel", changed));
        assertEquals(changed, server.get("/v1/convai/settings").json());
        assertFalse(changed.getBoolean("can_use_mcp_servers"));
        assertEquals(
                JsonValue.NULL,
                server.send("PATCH", "/v1/convai/settings", "{\"conversation_embedding_retention_days\":null}")
                        .json()
                        .get("conversation_embedding_retention_days"));
        for (String bad : List.of(
                "{\"rag_retention_period_days\":31}",
                "{\"default_livekit_stack\":\"jazz\"}",
                "{\"conversation_initiation_client_data_webhook\":{\"url\":\"https://a.b\"}}",
                "{\"conversation_initiation_client_data_webhook\":{\"url\":\"https://a.b\","
                        + "\"request_headers\":{\"X\":{\"secret_id\":\"secret_0\"}}}}")) {
            assertEquals(422, server.status("PATCH", "/v1/convai/settings", bad), bad);
        }
        JsonObject dashboard = server.send(
                        "PATCH",
                        "/v1/convai/settings/dashboard",
                        "{\"charts\":[{\"type\":\"call_success\",\"name\":\"How it went\"}]}")
                .json();
        assertEquals(
                dashboard, server.shown("/v1/convai/settings/dashboard", "GetConvAIDashboardSettingsResponseModel"));
        assertEquals(422, server.status("PATCH", "/v1/convai/settings/dashboard", "{\"charts\":[{\"type\":\"pie\"}]}"));
        byte[] change = "{}".getBytes(StandardCharsets.UTF_8);
        Optional<String> viewer = Optional.of(server.key(Role.VIEWER));
        assertEquals(
                403,
                server.send("PATCH", "/v1/convai/settings", viewer, "application/json", change)
                        .status());
    }

    @Test
    void a_secret_that_the_settings_use_is_not_deleted() {
        String secret = server.send("POST", "/v1/convai/secrets", "{\"type\":\"new\",\"name\":\"K\",\"value\":\"v\"}")
                .fine()
                .getString("secret_id");
        server.send(
                        "PATCH",
                        "/v1/convai/settings",
                        "{\"conversation_initiation_client_data_webhook\":{\"url\":\"https://a.b\","
                                + "\"request_headers\":{\"X\":{\"secret_id\":\"" + secret + "\"}}}}")
                .fine();
        assertEquals(409, server.status("DELETE", "/v1/convai/secrets/" + secret, ""));
        server.send("PATCH", "/v1/convai/settings", "{\"conversation_initiation_client_data_webhook\":null}")
                .fine();
        assertEquals(204, server.status("DELETE", "/v1/convai/secrets/" + secret, ""));
    }
}
