package antiphon.conversations.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.conversations.history.HistoryServer;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UserDoorsTest {
    private final HistoryServer server = new HistoryServer();

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    @BeforeAll
    void begin() {
        server.keepAgent("agent_1");
        server.keepAgent("agent_2");
        server.call("conv_1");
    }

    @Test
    void users_are_counted_and_ordered() {
        for (int i = 1; i <= 3; i++) {
            server.calls.live(new Kind("conv_of_ada_" + i).of("agent_u").by("ada"), KeptCalls.end());
            server.clock.pass(Duration.ofSeconds(1));
        }
        server.calls.live(new Kind("conv_of_bob").of("agent_u").by("bob"));
        String path = "/v1/convai/users?agent_id=agent_u";
        JsonObject users = server.shown(path, "GetConversationUsersPageResponseModel");
        JsonObject bob = users.getJsonArray("users").getJsonObject(0);
        assertEquals("bob", bob.getString("user_id"));
        JsonObject ada = users.getJsonArray("users").getJsonObject(1);
        assertEquals(3, ada.getInt("conversation_count"));
        assertEquals("conv_of_ada_3", ada.getString("last_contact_conversation_id"));
        String byCount = path + "&sort_by=conversation_count&page_size=1";
        JsonObject first = server.get(byCount).json();
        assertEquals("ada", first.getJsonArray("users").getJsonObject(0).getString("user_id"));
        assertEquals(
                "bob",
                server.get(byCount + "&cursor=" + first.getString("next_cursor"))
                        .json()
                        .getJsonArray("users")
                        .getJsonObject(0)
                        .getString("user_id"));
        assertEquals(
                1, server.get(path + "&search=ada").json().getJsonArray("users").size());
        assertEquals(
                2,
                server.get(path + "&sort_by=average_sentiment_score&sort_direction=asc")
                        .json()
                        .getJsonArray("users")
                        .size());
        for (String bad : List.of("sort_by=shoe_size", "sort_direction=up", "page_size=0", "cursor=x")) {
            assertEquals(422, server.get(path + "&" + bad).status(), bad);
        }
        assertEquals(
                1,
                server.shown("/v1/convai/analytics/live-count?agent_id=agent_u", "GetLiveCountResponse")
                        .getInt("count"));
        assertEquals(
                0,
                server.get("/v1/convai/analytics/live-count?agent_ids=agent_v")
                        .json()
                        .getInt("count"));
        String many = "agent_ids=a&".repeat(26);
        assertEquals(422, server.get("/v1/convai/analytics/live-count?" + many).status());
    }
}
