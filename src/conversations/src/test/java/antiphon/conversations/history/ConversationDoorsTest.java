package antiphon.conversations.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.ToolBox;
import antiphon.conversations.history.HistoryServer.Answer;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.identity.Role;
import antiphon.language.LanguageModel.Usage;
import antiphon.language.ToolUse;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be done with a conversation, through the doors, over a real database. */
class ConversationDoorsTest {
    private static final String CONVERSATIONS = "/v1/convai/conversations/";
    private static final ToolUse DETECTION = new ToolUse("t1", "language_detection", "{}");
    private static HistoryServer server;

    @BeforeAll
    static void start() {
        server = new HistoryServer();
        server.keepAgent("agent_1");
        server.keepAgent("agent_2");
        call("conv_1");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static void call(String id) {
        server.calls.live(
                new Kind(id),
                new AgentSaid(1, "Hello.", "Hello.", false, new Usage(10, 2)),
                new UserSaid(2, "Guten Tag", false),
                new ToolWanted(2, DETECTION),
                new ToolAnswered(2, DETECTION, ToolBox.Answer.of("de")),
                KeptCalls.end());
        server.clock.pass(Duration.ofSeconds(1));
    }

    private static JsonObject shown(String path, String schema) {
        Answer answer = server.get(path);
        assertEquals(200, answer.status(), answer::body);
        assertEquals(List.of(), Contract.stated().problems(schema, answer.json()));
        return answer.json();
    }

    private static int status(String method, String path, String body) {
        return server.send(method, path, body).status();
    }

    @Test
    void a_conversation_is_shown_with_what_really_happened() {
        JsonObject shown = shown(CONVERSATIONS + "conv_1", "GetConversationResponseModel");
        JsonObject metadata = shown.getJsonObject("metadata");
        JsonObject features = metadata.getJsonObject("features_usage");
        assertTrue(features.getJsonObject("language_detection").getBoolean("used"));
        assertTrue(features.getJsonObject("file_input").getBoolean("enabled"));
        assertFalse(features.getJsonObject("transfer_to_agent").getBoolean("enabled"));
        assertEquals(
                10,
                metadata.getJsonObject("charging")
                        .getJsonObject("llm_usage")
                        .getJsonObject("irreversible_generation")
                        .getJsonObject("model_usage")
                        .getJsonObject("gpt-4o")
                        .getJsonObject("input")
                        .getInt("tokens"));
        assertTrue(metadata.isNull("cost") && metadata.isNull("phone_call") && metadata.isNull("rag_usage"));
        assertEquals("js_sdk", metadata.getString("conversation_initiation_source"));
        assertEquals(404, server.get(CONVERSATIONS + "conv_0").status());
        assertEquals(
                501, server.get(CONVERSATIONS + "conv_1?format=opentelemetry").status());
        assertEquals(422, server.get(CONVERSATIONS + "conv_1?format=xml").status());
    }

    @Test
    void a_summary_holds_the_messages_unless_they_are_too_many() {
        String path = CONVERSATIONS + "conv_1/summary";
        JsonObject whole = shown(path, "GetConversationSummaryResponseModel");
        assertEquals(2, whole.getInt("message_count"));
        assertEquals(
                "Guten Tag", whole.getJsonArray("messages").getJsonObject(1).getString("message"));
        JsonObject brief = shown(path + "?max_messages=1", "GetConversationSummaryResponseModel");
        assertTrue(brief.getBoolean("messages_omitted") && brief.isNull("messages"));
        assertEquals(422, server.get(path + "?max_messages=0").status());
        assertEquals(404, server.get(CONVERSATIONS + "conv_0/summary").status());
    }

    @Test
    void nothing_came_by_sip_or_from_a_ticket() {
        JsonObject none = shown(CONVERSATIONS + "conv_1/sip-messages", "GetSIPLogMessagesResponse");
        assertTrue(none.getJsonArray("sip_messages").isEmpty());
        assertEquals(404, server.get(CONVERSATIONS + "conv_0/sip-messages").status());
        assertEquals(
                422, server.get(CONVERSATIONS + "conv_1/sip-messages?cursor=x").status());
        String resolve = CONVERSATIONS + "resolve?agent_id=";
        String ticket = "&reference=https://house.slack.com/archives/C1/p2";
        assertEquals(404, server.get(resolve + "agent_0" + ticket).status());
        assertEquals(404, server.get(resolve + "agent_1" + ticket).status());
        assertEquals(404, server.get(resolve + "agent_2&reference=conv_1").status());
        JsonObject resolved = shown(resolve + "agent_1&reference=conv_1", "GetConversationResponseModel");
        assertEquals("conv_1", resolved.getString("conversation_id"));
        assertEquals(422, server.get(CONVERSATIONS + "resolve?agent_id=agent_0").status());
    }

    @Test
    void a_deleted_conversation_leaves_nothing_but_a_line_in_the_audit_trail() throws IOException {
        call("conv_gone");
        server.blobs.append("conv_gone.s16le", new byte[64]);
        server.blobs.append("conv_gone.journal", new byte[64]);
        server.database.inTransaction(() -> "");
        assertEquals(200, status("DELETE", CONVERSATIONS + "conv_gone", ""));
        assertEquals(404, server.get(CONVERSATIONS + "conv_gone").status());
        assertEquals(404, status("DELETE", CONVERSATIONS + "conv_gone", ""));
        assertFalse(server.blobs.exists("conv_gone.s16le") || server.blobs.exists("conv_gone.journal"));
        assertEquals(
                List.of(0L),
                server.database.column("select count(*) from conversation_turn where conversation_id = 'conv_gone'"));
        assertEquals(
                List.of("conversation.delete"),
                server.database.column("select action from audit_entry where subject_id = 'conv_gone'"));
    }

    @Test
    void callers_without_a_key_say_what_they_think() {
        String path = CONVERSATIONS + "conv_1/feedback";
        byte[] like = "{\"feedback\":\"dislike\"}".getBytes(StandardCharsets.UTF_8);
        assertEquals(
                200,
                server.send("POST", path, Optional.empty(), "application/json", like)
                        .status());
        assertEquals(200, status("POST", path, "{\"rating\":4,\"comment\":\"Quick.\",\"feedback\":\"like\"}"));
        JsonObject feedback = shown(CONVERSATIONS + "conv_1", "GetConversationResponseModel")
                .getJsonObject("metadata")
                .getJsonObject("feedback");
        assertEquals("like", feedback.getString("overall_score"));
        assertEquals(4, feedback.getInt("rating"));
        for (String bad : List.of(
                "{\"feedback\":\"meh\"}",
                "{\"feedback\":3}",
                "{\"rating\":6}",
                "{\"rating\":1e400}",
                "{\"comment\":{}}")) {
            assertEquals(422, status("POST", path, bad), bad);
        }
        assertEquals(404, status("POST", CONVERSATIONS + "conv_0/feedback", "{}"));
    }

    @Test
    void sound_is_given_whole_or_in_ranges_as_mp3_and_as_wav() throws IOException, URISyntaxException {
        call("conv_heard");
        byte[] samples = new byte[4 * 16_000];
        Arrays.fill(samples, (byte) 3);
        server.blobs.append("conv_heard.s16le", samples);
        Answer mp3 = sound("audio/mpeg", "");
        assertEquals(200, mp3.status());
        assertEquals("bytes", mp3.header("Accept-Ranges"));
        assertEquals(mp3.bytes().length + "", mp3.header("Content-Length"));
        Answer part = sound("audio/mpeg", "bytes=1000-1999");
        assertEquals(206, part.status());
        assertEquals("bytes 1000-1999/" + mp3.bytes().length, part.header("Content-Range"));
        assertArrayEquals(Arrays.copyOfRange(mp3.bytes(), 1000, 2000), part.bytes());
        Answer wav = sound("audio/wav", "");
        assertEquals(44 + samples.length, wav.bytes().length);
        assertArrayEquals(
                Arrays.copyOfRange(wav.bytes(), 40, 60),
                sound("audio/wav", "bytes=40-59").bytes());
        assertEquals(10, sound("audio/wav", "bytes=-10").bytes().length);
        assertEquals(416, sound("audio/wav", "bytes=9999999-").status());
        assertEquals(200, sound("audio/wav", "lines=1-2").status());
        assertEquals(404, server.get(CONVERSATIONS + "conv_1/audio").status());
    }

    private static Answer sound(String accept, String range) throws URISyntaxException {
        MockHttpRequest request =
                MockHttpRequest.get(CONVERSATIONS + "conv_heard/audio").accept(accept);
        return server.send(range.isEmpty() ? request : request.header("Range", range));
    }

    @Test
    void tags_are_made_shown_changed_and_deleted() {
        JsonObject made = server.send("POST", "/v1/convai/tags", "{\"title\":\"VIP\",\"description\":\"Be nice.\"}")
                .json();
        assertEquals(List.of(), Contract.stated().problems("ConversationTagResponseModel", made));
        String path = "/v1/convai/tags/" + made.getString("tag_id");
        assertEquals(made, shown(path, "ConversationTagResponseModel"));
        assertEquals(
                "Very VIP",
                server.send("PATCH", path, "{\"title\":\"Very VIP\"}").json().getString("title"));
        assertEquals("Be nice.", server.get(path).json().getString("description"));
        assertTrue(server.send("PATCH", path, "{\"description\":null}").json().isNull("description"));
        server.clock.pass(Duration.ofSeconds(1));
        server.send("POST", "/v1/convai/tags", "{\"title\":\"Newer\"}");
        JsonObject first = shown("/v1/convai/tags?page_size=1", "GetConversationTagsPageResponseModel");
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
        assertEquals(204, status("POST", tagging, body));
        assertEquals(204, status("POST", tagging, body));
        assertEquals(
                1,
                server.get(CONVERSATIONS + "conv_1")
                        .json()
                        .getJsonArray("tag_ids")
                        .size());
        assertEquals(204, status("DELETE", tagging + "/" + made.getString("tag_id"), ""));
        assertTrue(server.get(CONVERSATIONS + "conv_1")
                .json()
                .getJsonArray("tag_ids")
                .isEmpty());
        assertEquals(204, status("DELETE", path, ""));
        assertEquals(404, server.get(path).status());
        assertEquals(404, status("PATCH", path, "{}"));
        assertEquals(422, status("POST", "/v1/convai/tags", "{}"));
        assertEquals(422, status("POST", "/v1/convai/tags", "{\"title\":\"\"}"));
        assertEquals(422, status("POST", tagging, body));
        assertEquals(422, status("POST", tagging, "{\"tag_ids\":[]}"));
        assertEquals(422, server.get("/v1/convai/tags?cursor=x").status());
    }

    @Test
    void callers_leave_files_while_the_call_lives() throws IOException {
        server.calls.live(new Kind("conv_open"), new UserSaid(1, "See this.", true));
        String path = CONVERSATIONS + "conv_open/files";
        Answer left = leave(path, "file", "note.txt", "Order 17".getBytes(StandardCharsets.UTF_8));
        assertEquals(200, left.status(), left::body);
        String id = left.json().getString("file_id");
        assertArrayEquals(
                "Order 17".getBytes(StandardCharsets.UTF_8),
                server.blobs.read(id + ".file").readAllBytes());
        assertTrue(shown(CONVERSATIONS + "conv_open", "GetConversationResponseModel")
                .getJsonObject("metadata")
                .getJsonObject("features_usage")
                .getJsonObject("file_input")
                .getBoolean("used"));
        assertEquals(404, status("DELETE", CONVERSATIONS + "conv_1/files/" + id, ""));
        assertEquals(200, status("DELETE", path + "/" + id, ""));
        assertFalse(server.blobs.exists(id + ".file"));
        assertEquals(404, status("DELETE", path + "/" + id, ""));
        assertEquals(
                422,
                leave(path, "file", "virus.exe", new byte[] {'M', 'Z', 0, 1}).status());
        assertEquals(422, leave(path, "file", "empty.txt", new byte[0]).status());
        assertEquals(422, leave(path, "other", "note.txt", new byte[] {'a'}).status());
        assertEquals(
                409,
                leave(CONVERSATIONS + "conv_1/files", "file", "late.txt", new byte[] {'a'})
                        .status());
        assertEquals(
                404,
                leave(CONVERSATIONS + "conv_0/files", "file", "a.txt", new byte[] {'a'})
                        .status());
    }

    private static Answer leave(String path, String field, String name, byte[] content) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(content);
        form.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return server.send("POST", path, Optional.empty(), "multipart/form-data; boundary=edge", form.toByteArray());
    }

    @Test
    void users_are_counted_and_ordered() {
        for (int i = 1; i <= 3; i++) {
            server.calls.live(new Kind("conv_of_ada_" + i).of("agent_u").by("ada"), KeptCalls.end());
            server.clock.pass(Duration.ofSeconds(1));
        }
        server.calls.live(new Kind("conv_of_bob").of("agent_u").by("bob"));
        String path = "/v1/convai/users?agent_id=agent_u";
        JsonObject users = shown(path, "GetConversationUsersPageResponseModel");
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
                shown("/v1/convai/analytics/live-count?agent_id=agent_u", "GetLiveCountResponse")
                        .getInt("count"));
        assertEquals(
                0,
                server.get("/v1/convai/analytics/live-count?agent_ids=agent_v")
                        .json()
                        .getInt("count"));
        String many = "agent_ids=a&".repeat(26);
        assertEquals(422, server.get("/v1/convai/analytics/live-count?" + many).status());
    }

    @Test
    void settings_are_merged_and_shown_with_their_defaults() {
        JsonObject first = shown("/v1/convai/settings", "GetConvAISettingsResponseModel");
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
            assertEquals(422, status("PATCH", "/v1/convai/settings", bad), bad);
        }
        JsonObject dashboard = server.send(
                        "PATCH",
                        "/v1/convai/settings/dashboard",
                        "{\"charts\":[{\"type\":\"call_success\",\"name\":\"How it went\"}]}")
                .json();
        assertEquals(dashboard, shown("/v1/convai/settings/dashboard", "GetConvAIDashboardSettingsResponseModel"));
        assertEquals(422, status("PATCH", "/v1/convai/settings/dashboard", "{\"charts\":[{\"type\":\"pie\"}]}"));
        byte[] change = "{}".getBytes(StandardCharsets.UTF_8);
        Optional<String> viewer = Optional.of(server.key(Role.VIEWER));
        assertEquals(
                403,
                server.send("PATCH", "/v1/convai/settings", viewer, "application/json", change)
                        .status());
    }
}
