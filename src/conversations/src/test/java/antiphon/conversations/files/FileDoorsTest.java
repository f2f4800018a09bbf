package antiphon.conversations.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.call.CallNews.AgentSaid;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.CallNews.UserShowed;
import antiphon.conversations.history.HistoryServer;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.language.Attachment;
import antiphon.language.LanguageModel.Usage;
import antiphon.testing.Answer;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FileDoorsTest {
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
    void callers_leave_files_while_the_call_lives() throws IOException {
        server.calls.live(new Kind("conv_open"), new UserSaid(1, "See this.", true));
        String path = CONVERSATIONS + "conv_open/files";
        Answer left = leave(path, "file", "note.txt", "Order 17".getBytes(StandardCharsets.UTF_8));
        assertEquals(200, left.status(), left::body);
        String id = left.json().getString("file_id");
        assertArrayEquals(
                "Order 17".getBytes(StandardCharsets.UTF_8),
                server.blobs.read(id + ".file").readAllBytes());
        assertTrue(server.shown(CONVERSATIONS + "conv_open", "GetConversationResponseModel")
                .getJsonObject("metadata")
                .getJsonObject("features_usage")
                .getJsonObject("file_input")
                .getBoolean("used"));
        assertEquals(404, server.status("DELETE", CONVERSATIONS + "conv_1/files/" + id, ""));
        assertEquals(200, server.status("DELETE", path + "/" + id, ""));
        assertFalse(server.blobs.exists(id + ".file"));
        assertEquals(404, server.status("DELETE", path + "/" + id, ""));
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

    @Test
    void a_conversation_takes_as_many_files_as_its_agent_says() throws IOException {
        server.calls.live(new Kind("conv_full"));
        String path = CONVERSATIONS + "conv_full/files";
        assertEquals(200, leave(path, "file", "1.txt", new byte[] {'a'}).status());
        assertEquals(200, leave(path, "file", "2.txt", new byte[] {'b'}).status());
        Answer third = leave(path, "file", "3.txt", new byte[] {'c'});
        assertEquals(409, third.status(), third::body);
        assertTrue(third.body().contains("at most 2 files"), third::body);
    }

    private Answer leave(String path, String field, String name, byte[] content) throws IOException {
        ByteArrayOutputStream form = new ByteArrayOutputStream();
        form.writeBytes(("--edge\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\"" + name
                        + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        form.write(content);
        form.writeBytes("\r\n--edge--\r\n".getBytes(StandardCharsets.UTF_8));
        return server.send("POST", path, Optional.empty(), "multipart/form-data; boundary=edge", form.toByteArray());
    }

    @Test
    void what_callers_showed_is_in_the_transcript_and_can_be_had_by_those_who_see_it() throws IOException {
        server.calls.live(new Kind("conv_shown"));
        String id = leave(
                        CONVERSATIONS + "conv_shown/files",
                        "file",
                        "bill 1.txt",
                        "17 €".getBytes(StandardCharsets.UTF_8))
                .fine()
                .getString("file_id");
        server.calls.goOn(
                new Kind("conv_shown"),
                new UserShowed(2, List.of(new Attachment(id, "bill 1.txt", "text/plain"))),
                new UserSaid(2, "Is this right?", true),
                new AgentSaid(2, "It is.", "It is.", false, Usage.UNKNOWN),
                new UserSaid(3, "Thanks.", true));
        JsonArray transcript = server.shown(CONVERSATIONS + "conv_shown", "GetConversationResponseModel")
                .getJsonArray("transcript");
        JsonObject file =
                transcript.getJsonObject(0).getJsonArray("file_inputs").getJsonObject(0);
        assertEquals(file, transcript.getJsonObject(0).getJsonObject("file_input"));
        assertEquals(id, file.getString("file_id"));
        assertEquals("bill 1.txt", file.getString("original_filename"));
        assertEquals("text/plain", file.getString("mime_type"));
        assertTrue(transcript.getJsonObject(1).isNull("file_input"));
        assertTrue(transcript.getJsonObject(2).getJsonArray("file_inputs").isEmpty());

        String url = file.getString("file_url");
        assertEquals("/v1/antiphon/conversations/conv_shown/files/" + id, url);
        Answer content = server.get(url);
        assertEquals("17 €", content.body());
        assertEquals("attachment; filename*=UTF-8''bill%201.txt", content.header("Content-Disposition"));
        assertEquals(404, server.status("GET", url.replace("conv_shown", "conv_1"), ""));
        assertEquals(
                401,
                server.send("GET", url, Optional.empty(), "text/plain", new byte[0])
                        .status());
        server.status("DELETE", CONVERSATIONS + "conv_shown/files/" + id, "");
        assertEquals(404, server.status("GET", url, ""));
    }
}
