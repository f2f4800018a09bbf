package antiphon.voices.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.voices.VoicesServer;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageDoorsTest {
    private final VoicesServer server = new VoicesServer();

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @Test
    void characters_are_counted_and_the_account_says_so() {
        server.spoken("?output_format=pcm_8000", "{'text':'Twelve chars'}");
        JsonObject subscription = server.shown("/v1/user/subscription", "ExtendedSubscriptionResponseModel");
        assertTrue(subscription.getInt("character_count") >= 12);
        JsonObject user = server.shown("/v1/user", "UserResponseModel");
        assertEquals("workspace_admin", user.getString("seat_type"));

        long day = Instant.parse("2026-01-15T00:00:00Z").toEpochMilli();
        String span = "start_unix=" + (day - 86_400_000) + "&end_unix=" + (day + 86_399_999);
        JsonObject stats = server.shown("/v1/usage/character-stats?" + span, "UsageCharactersResponseModel");
        assertEquals(
                List.of(day - 86_400_000, day),
                stats.getJsonArray("time").getValuesAs(number -> ((JsonNumber) number).longValue()));
        assertTrue(stats.getJsonObject("usage").getJsonArray("All").getInt(1) >= 12);
        JsonObject apart = server.shown(
                "/v1/usage/character-stats?breakdown_type=product_type&aggregation_interval=cumulative&" + span,
                "UsageCharactersResponseModel");
        assertEquals(
                0,
                apart.getJsonObject("usage").getJsonArray("Conversational AI").getInt(0));
        for (String unit : List.of("hour", "week", "month")) {
            server.shown(
                    "/v1/usage/character-stats?aggregation_interval=" + unit + "&" + span,
                    "UsageCharactersResponseModel");
        }
        assertEquals(
                422,
                server.send("GET", "/v1/usage/character-stats?start_unix=5", "").status());
        assertEquals(
                422,
                server.send("GET", "/v1/usage/character-stats?start_unix=9&end_unix=5", "")
                        .status());
        assertEquals(
                422,
                server.send(
                                "GET",
                                "/v1/usage/character-stats?aggregation_interval=hour&start_unix=0&end_unix=" + day,
                                "")
                        .status());
        assertEquals(
                501,
                server.send("GET", "/v1/usage/character-stats?metric=ttfb_avg&" + span, "")
                        .status());
    }
}
