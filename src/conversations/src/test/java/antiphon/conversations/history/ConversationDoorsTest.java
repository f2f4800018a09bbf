package antiphon.conversations.history;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.testing.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What can be done with a conversation, through the doors, over a real database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationDoorsTest {
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
    void a_conversation_is_shown_with_what_really_happened() {
        JsonObject shown = server.shown(CONVERSATIONS + "conv_1", "GetConversationResponseModel");
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
        JsonObject whole = server.shown(path, "GetConversationSummaryResponseModel");
        assertEquals(2, whole.getInt("message_count"));
        assertEquals(
                "Guten Tag", whole.getJsonArray("messages").getJsonObject(1).getString("message"));
        JsonObject brief = server.shown(path + "?max_messages=1", "GetConversationSummaryResponseModel");
        assertTrue(brief.getBoolean("messages_omitted") && brief.isNull("messages"));
        assertEquals(422, server.get(path + "?max_messages=0").status());
        assertEquals(404, server.get(CONVERSATIONS + "conv_0/summary").status());
    }

    @Test
    void nothing_came_by_sip_or_from_a_ticket() {
        JsonObject none = server.shown(CONVERSATIONS + "conv_1/sip-messages", "GetSIPLogMessagesResponse");
        assertTrue(none.getJsonArray("sip_messages").isEmpty());
        assertEquals(404, server.get(CONVERSATIONS + "conv_0/sip-messages").status());
        assertEquals(
                422, server.get(CONVERSATIONS + "conv_1/sip-messages?cursor=x").status());
        String resolve = CONVERSATIONS + "resolve?agent_id=";
        String ticket = "&reference=https://house.slack.com/archives/C1/p2";
        assertEquals(404, server.get(resolve + "agent_0" + ticket).status());
        assertEquals(404, server.get(resolve + "agent_1" + ticket).status());
        assertEquals(404, server.get(resolve + "agent_2&reference=conv_1").status());
        JsonObject resolved = server.shown(resolve + "agent_1&reference=conv_1", "GetConversationResponseModel");
        assertEquals("conv_1", resolved.getString("conversation_id"));
        assertEquals(422, server.get(CONVERSATIONS + "resolve?agent_id=agent_0").status());
    }

    @Test
    void a_deleted_conversation_leaves_nothing_but_a_line_in_the_audit_trail() throws IOException {
        server.call("conv_gone");
        server.blobs.append("conv_gone.s16le", new byte[64]);
        server.blobs.append("conv_gone.journal", new byte[64]);
        server.database.inTransaction(() -> "");
        assertEquals(200, server.status("DELETE", CONVERSATIONS + "conv_gone", ""));
        assertEquals(404, server.get(CONVERSATIONS + "conv_gone").status());
        assertEquals(404, server.status("DELETE", CONVERSATIONS + "conv_gone", ""));
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
        assertEquals(200, server.status("POST", path, "{\"rating\":4,\"comment\":\"Quick.\",\"feedback\":\"like\"}"));
        JsonObject feedback = server.shown(CONVERSATIONS + "conv_1", "GetConversationResponseModel")
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
            assertEquals(422, server.status("POST", path, bad), bad);
        }
        assertEquals(404, server.status("POST", CONVERSATIONS + "conv_0/feedback", "{}"));
    }

    @Test
    void sound_is_given_whole_or_in_ranges_as_mp3_and_as_wav() throws IOException, URISyntaxException {
        server.call("conv_heard");
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

    private Answer sound(String accept, String range) throws URISyntaxException {
        MockHttpRequest request =
                MockHttpRequest.get(CONVERSATIONS + "conv_heard/audio").accept(accept);
        return server.send(range.isEmpty() ? request : request.header("Range", range));
    }
}
