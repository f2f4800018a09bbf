package antiphon.conversations.widget;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.Agents;
import antiphon.api.contract.Contract;
import antiphon.conversations.FormBody;
import antiphon.conversations.history.HistoryServer;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import antiphon.testing.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What pages are told of agents and their pictures, through the doors, over a real database. */
class WidgetDoorTest {
    private static final String AGENTS = "/v1/convai/agents/";
    private static final byte[] POINT = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    private static HistoryServer server;

    @BeforeAll
    static void start() {
        server = new HistoryServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    /** @param document JSON with single quotes, for reading ease */
    private static String agent(String document) {
        try (JsonReader reader = Json.createReader(new StringReader(document.replace('\'', '"')))) {
            JsonObject sent = reader.readObject();
            return server.database.inTransaction(() ->
                    server.beans.get(Agents.class).create(sent, Actor.SERVER).id());
        }
    }

    private static Answer fromPage(String path, String origin) {
        try {
            return server.anonymously(MockHttpRequest.get(path).header("Origin", origin));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonObject widget(String id) {
        Answer answer = fromPage(AGENTS + id + "/widget", "https://shop.example");
        assertEquals(200, answer.status(), answer::body);
        assertEquals(List.of(), Contract.stated().problems("GetAgentEmbedResponseModel", answer.json()));
        assertEquals(id, answer.json().getString("agent_id"));
        return answer.json().getJsonObject("widget_config");
    }

    private static Answer upload(String id, String field, byte[] picture) {
        return server.send(
                "POST",
                AGENTS + id + "/avatar",
                Optional.of(server.key(Role.EDITOR)),
                FormBody.TYPE,
                new FormBody().file(field, "point.png", "image/png", picture).end());
    }

    @Test
    void an_agent_of_whom_nothing_is_said_looks_as_the_contract_has_it() {
        JsonObject widget = widget(agent("{'conversation_config':{}}"));
        assertEquals("en", widget.getString("language"));
        assertEquals("full", widget.getString("variant"));
        assertEquals("orb", widget.getJsonObject("avatar").getString("type"));
        assertEquals(JsonValue.NULL, widget.get("supported_language_overrides"));
        assertFalse(widget.getBoolean("text_only"));
        assertTrue(widget.getBoolean("supports_text_only"));
        assertFalse(widget.getBoolean("use_rtc"));
        assertTrue(widget.containsKey("file_input_config"));
        assertFalse(widget.containsKey("language_selector"));
    }

    @Test
    void what_its_owner_wrote_is_shown_and_its_languages_are_offered() {
        JsonObject widget = widget(agent("{'conversation_config':{'agent':{'first_message':'Hello','language':'en'},"
                + "'conversation':{'text_only':true},"
                + "'language_presets':{'de':{'overrides':{'agent':{'first_message':'Hallo'}}},"
                + "'fr':{'overrides':{},'first_message_translation':{'source_hash':'x','text':'Bonjour'}}}},"
                + "'platform_settings':{'widget':{'variant':'compact','bg_color':'#123456','language_selector':true,"
                + "'language_presets':{'de':{'terms_text':'Bedingungen',"
                + "'text_contents_translation':{'source':{},'text':{'start_call':'Anrufen'}}}}}}}"));
        assertEquals("compact", widget.getString("variant"));
        assertEquals("#123456", widget.getString("bg_color"));
        assertEquals("Hello", widget.getString("first_message"));
        assertTrue(widget.getBoolean("text_only"));
        assertEquals(
                "[\"de\",\"fr\"]",
                widget.getJsonArray("supported_language_overrides").toString());
        JsonObject german = widget.getJsonObject("language_presets").getJsonObject("de");
        assertEquals("Hallo", german.getString("first_message"));
        assertEquals("Bedingungen", german.getString("terms_text"));
        assertEquals("Anrufen", german.getJsonObject("text_contents").getString("start_call"));
        JsonObject french = widget.getJsonObject("language_presets").getJsonObject("fr");
        assertEquals("Bonjour", french.getString("first_message"));
        assertEquals(JsonValue.NULL, french.get("terms_text"));
    }

    @Test
    void a_private_agent_is_shown_to_whoever_has_a_key_or_a_signature() {
        String id = agent("{'conversation_config':{},'platform_settings':{'auth':{'enable_auth':true}}}");
        String path = AGENTS + id + "/widget";
        assertEquals(401, fromPage(path, "https://shop.example").status());
        assertEquals(
                200,
                server.send("GET", path, Optional.of(server.key(Role.VIEWER)), "", new byte[0])
                        .status());
        String url = server.get("/v1/convai/conversation/get-signed-url?agent_id=" + id)
                .json()
                .getString("signed_url");
        String signature = url.substring(url.indexOf("conversation_signature="));
        assertEquals(
                200, fromPage(path + "?" + signature, "https://shop.example").status());
        assertEquals(
                401,
                fromPage(path + "?" + signature + "x", "https://shop.example").status());
    }

    @Test
    void only_pages_that_may_open_the_agent_are_told() {
        String id = agent("{'conversation_config':{},"
                + "'platform_settings':{'auth':{'allowlist':[{'hostname':'shop.example'}]}}}");
        assertEquals(
                200, fromPage(AGENTS + id + "/widget", "https://shop.example").status());
        assertEquals(
                403, fromPage(AGENTS + id + "/widget", "https://thief.example").status());
        assertEquals(
                404,
                fromPage(AGENTS + "agent_nobody/widget", "https://shop.example").status());
    }

    @Test
    void a_picture_is_shown_by_the_widget_and_handed_out_to_pages() {
        String id = agent("{'conversation_config':{},"
                + "'platform_settings':{'widget':{'avatar':{'type':'orb','color_1':'#000000','color_2':'#ffffff'}}}}");
        Answer kept = upload(id, "avatar_file", POINT);
        assertEquals(200, kept.status(), kept::body);
        String url = kept.json().getString("avatar_url");
        assertTrue(url.startsWith(HistoryServer.URL + "/v1/antiphon/agent-files/"), url);
        assertEquals(
                Json.createObjectBuilder().add("type", "image").add("url", url).build(),
                widget(id).getJsonObject("avatar"));
        JsonObject settings = server.get(AGENTS + id).json().getJsonObject("platform_settings");
        assertEquals(
                url, settings.getJsonObject("widget").getJsonObject("avatar").getString("url"));

        Answer picture = fromPage(url.substring(HistoryServer.URL.length()), "https://shop.example");
        assertEquals(200, picture.status());
        assertArrayEquals(POINT, picture.bytes());
        assertEquals("image/png", picture.header("Content-Type"));
        assertEquals("nosniff", picture.header("X-Content-Type-Options"));
    }

    @Test
    void what_is_no_picture_is_refused() {
        String id = agent("{'conversation_config':{}}");
        byte[] drawing = "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8);
        assertEquals(422, upload(id, "avatar_file", drawing).status());
        assertEquals(422, upload(id, "avatar_file", new byte[0]).status());
        assertEquals(422, upload(id, "file", POINT).status());
        assertEquals(
                413, upload(id, "avatar_file", new byte[Avatars.MOST_BYTES + 1]).status());
        assertEquals(404, upload("agent_nobody", "avatar_file", POINT).status());
        assertEquals(
                404,
                fromPage("/v1/antiphon/agent-files/agtfile_none", "https://shop.example")
                        .status());
    }
}
