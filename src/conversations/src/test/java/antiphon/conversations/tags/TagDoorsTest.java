package antiphon.conversations.tags;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.conversations.history.HistoryServer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TagDoorsTest {
    private static final String CONVERSATIONS = "/v1/convai/conversations/";
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
    void tags_are_made_shown_changed_and_deleted() {
        JsonObject made = server.send("POST", "/v1/convai/tags", "{\"title\":\"VIP\",\"description\":\"Be nice.\"}")
                .json();
        assertEquals(List.of(), Contract.stated().problems("ConversationTagResponseModel", made));
        String path = "/v1/convai/tags/" + made.getString("tag_id");
        assertEquals(made, server.shown(path, "ConversationTagResponseModel"));
        assertEquals(
                "Very VIP",
                server.send("PATCH", path, "{\"title\":\"Very VIP\"}").json().getString("title"));
        assertEquals("Be nice.", server.get(path).json().getString("description"));
        assertTrue(server.send("PATCH", path, "{\"description\":null}").json().isNull("description"));
        server.clock.pass(Duration.ofSeconds(1));
        server.send("POST", "/v1/convai/tags", "{\"title\":\"Newer\"}");
        JsonObject first = server.shown("/v1/convai/tags?page_size=1", "GetConversationTagsPageResponseModel");
        assertEquals(
                "Newer",
                first.getJsonArray("conversation_tags").getJsonObject(0).getString("title"));
        assertEquals(
                "Very VIP",
                server.get("/v1/convai/tags?page_size=1&cursor=" + first.getString("next_cursor"))
                        .json()
                        .getJsonArray("conversation_tags")
                        .getJsonObject(0)
                        .getString("title"));
        String tagging = CONVERSATIONS + "conv_1/tags";
        String body = "{\"tag_ids\":[\"" + made.getString("tag_id") + "\"]}";
        assertEquals(204, server.status("POST", tagging, body));
        assertEquals(204, server.status("POST", tagging, body));
        assertEquals(
                1,
                server.get(CONVERSATIONS + "conv_1")
                        .json()
                        .getJsonArray("tag_ids")
                        .size());
        assertEquals(204, server.status("DELETE", tagging + "/" + made.getString("tag_id"), ""));
        assertTrue(server.get(CONVERSATIONS + "conv_1")
                .json()
                .getJsonArray("tag_ids")
                .isEmpty());
        assertEquals(204, server.status("DELETE", path, ""));
        assertEquals(404, server.get(path).status());
        assertEquals(404, server.status("PATCH", path, "{}"));
        assertEquals(422, server.status("POST", "/v1/convai/tags", "{}"));
        assertEquals(422, server.status("POST", "/v1/convai/tags", "{\"title\":\"\"}"));
        assertEquals(422, server.status("POST", tagging, body));
        assertEquals(422, server.status("POST", tagging, "{\"tag_ids\":[]}"));
        assertEquals(422, server.get("/v1/convai/tags?cursor=x").status());
    }
}
