package antiphon.voices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.testing.EntityTables;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoiceDoorsTest {
    private final VoicesServer server = new VoicesServer();

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws SQLException {
        assertEquals(List.of(), EntityTables.differences(server.database, "voices"));
    }

    @Test
    void the_voices_of_the_engines_are_listed_found_and_searched() {
        JsonObject all = server.shown("/v1/voices", "GetVoicesResponseModel");
        assertEquals(
                VoicesServer.VOICE, all.getJsonArray("voices").getJsonObject(0).getString("voice_id"));
        server.shown("/v1/voices/" + VoicesServer.VOICE, "VoiceResponseModel");
        assertTrue(server.shown("/v1/voices/" + VoicesServer.VOICE + "?with_settings=false", "VoiceResponseModel")
                .isNull("settings"));
        server.shown("/v1/voices/" + VoicesServer.VOICE + "/settings", "VoiceSettingsResponseModel");
        server.shown("/v1/voices/settings/default", "VoiceSettingsResponseModel");
        assertEquals(
                1,
                server.shown(
                                "/v2/voices?search=slt&language=en&sort=name&sort_direction=desc",
                                "GetVoicesV2ResponseModel")
                        .getInt("total_count"));
        for (String nobody : List.of(
                "search=nobody",
                "language=de",
                "category=cloned",
                "voice_type=personal",
                "age=old",
                "voice_ids=other")) {
            assertEquals(
                    0,
                    server.shown("/v2/voices?" + nobody, "GetVoicesV2ResponseModel")
                            .getInt("total_count"),
                    nobody);
        }
        assertTrue(server.shown("/v1/shared-voices", "GetLibraryVoicesResponseModel")
                .getJsonArray("voices")
                .isEmpty());
    }

    @Test
    void what_is_no_voice_or_no_page_is_refused() {
        assertEquals(404, server.send("GET", "/v1/voices/nobody", "").status());
        assertEquals(404, server.send("GET", "/v1/voices/nobody/settings", "").status());
        assertEquals(404, server.send("DELETE", "/v1/voices/nobody", "").status());
        assertEquals(
                409,
                server.send("DELETE", "/v1/voices/" + VoicesServer.VOICE, "").status());
        assertEquals(422, server.send("GET", "/v2/voices?page_size=0", "").status());
        assertEquals(422, server.send("GET", "/v2/voices?next_page_token=x", "").status());
        assertEquals(422, server.send("GET", "/v2/voices?category=robots", "").status());
    }

    @Test
    void the_models_say_what_they_can() {
        JsonArray models = server.send("GET", "/v1/models", "").value().asJsonArray();
        assertEquals(1, models.size());
        assertEquals(List.of(), Contract.stated().problems("ModelResponseModel", models.getJsonObject(0)));
    }
}
