package antiphon.conversations.waiting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.agents.Agents;
import antiphon.api.contract.Contract;
import antiphon.audio.Wav;
import antiphon.conversations.FormBody;
import antiphon.conversations.history.HistoryServer;
import antiphon.conversations.recordings.Mp3;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import antiphon.testing.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers hear while they wait, through the doors, over a real database. */
class HoldAudioDoorTest {
    private static final String AGENTS = "/v1/convai/agents/";
    private static HistoryServer server;

    @BeforeAll
    static void start() {
        server = new HistoryServer();
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static String agent() {
        JsonObject sent = Json.createObjectBuilder()
                .add("conversation_config", JsonValue.EMPTY_JSON_OBJECT)
                .build();
        return server.database.inTransaction(
                () -> server.beans.get(Agents.class).create(sent, Actor.SERVER).id());
    }

    private static byte[] wav(int sampleRateHz, int seconds) throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new Wav(sampleRateHz, new short[sampleRateHz * seconds]).write(file);
        return file.toByteArray();
    }

    private static Answer upload(String id, String field, byte[] sound) {
        return server.send(
                "POST",
                AGENTS + id + "/hold-audio",
                Optional.of(server.key(Role.EDITOR)),
                FormBody.TYPE,
                new FormBody()
                        .file(field, "music/waves.wav", "audio/wav", sound)
                        .end());
    }

    private static JsonObject kept(String id, byte[] sound) {
        Answer answer = upload(id, "hold_audio_file", sound);
        assertEquals(200, answer.status(), answer::body);
        assertEquals(List.of(), Contract.stated().problems("PostAgentHoldAudioResponseModel", answer.json()));
        return answer.json().getJsonObject("hold_audio");
    }

    private static @Nullable JsonValue shown(String id) {
        JsonObject settings = server.get(AGENTS + id).json().getJsonObject("platform_settings");
        return settings.getJsonObject("queueing_config").get("hold_audio");
    }

    private static Answer fetched(JsonObject holdAudio) {
        try {
            return server.anonymously(MockHttpRequest.get(holdAudio.getString("audio_path")));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static int delete(String id) {
        return server.send("DELETE", AGENTS + id + "/hold-audio", "").status();
    }

    @Test
    void a_sound_is_kept_shown_and_handed_out_until_it_is_deleted() throws IOException {
        String id = agent();
        byte[] sound = wav(16_000, 2);
        JsonObject holdAudio = kept(id, sound);
        assertEquals("waves.wav", holdAudio.getString("original_filename"));
        assertEquals(2.0, holdAudio.getJsonNumber("duration_secs").doubleValue());
        assertEquals(sound.length, holdAudio.getInt("size_bytes"));
        assertEquals(HistoryServer.URL + holdAudio.getString("audio_path"), holdAudio.getString("audio_url"));
        assertEquals(holdAudio, shown(id));
        Answer fetched = fetched(holdAudio);
        assertArrayEquals(sound, fetched.bytes());
        assertEquals("audio/wav", fetched.header("Content-Type"));

        assertEquals(200, delete(id));
        assertEquals(JsonValue.NULL, shown(id));
        assertEquals(404, fetched(holdAudio).status());
        assertEquals(404, delete(id));
    }

    @Test
    void an_mp3_will_do() throws IOException {
        ByteArrayOutputStream mp3 = new ByteArrayOutputStream();
        Mp3.encode(new ByteArrayInputStream(new byte[16_000 * 4 * 3]), mp3);
        JsonObject holdAudio = kept(agent(), mp3.toByteArray());
        assertEquals(3.0, holdAudio.getJsonNumber("duration_secs").doubleValue(), 0.2);
        assertEquals("audio/mpeg", fetched(holdAudio).header("Content-Type"));
    }

    @Test
    void what_a_copy_of_the_agent_still_plays_stays() throws IOException {
        String id = agent();
        JsonObject holdAudio = kept(id, wav(8_000, 1));
        String copy =
                server.send("POST", AGENTS + id + "/duplicate", "{}").json().getString("agent_id");
        assertEquals(200, delete(id));
        assertEquals(200, fetched(holdAudio).status());
        assertEquals(200, delete(copy));
        assertEquals(404, fetched(holdAudio).status());
    }

    @Test
    void what_is_no_sound_is_refused() throws IOException {
        String id = agent();
        byte[] words = "These are words, and no sound at all.".getBytes(StandardCharsets.UTF_8);
        assertEquals(422, upload(id, "hold_audio_file", words).status());
        assertEquals(422, upload(id, "hold_audio_file", new byte[0]).status());
        assertEquals(
                422,
                upload(id, "hold_audio_file", "RIFF of another kind".getBytes(StandardCharsets.UTF_8))
                        .status());
        assertEquals(422, upload(id, "hold_audio_file", wav(1_000, 601)).status());
        assertEquals(422, upload(id, "file", wav(8_000, 1)).status());
        assertEquals(
                413,
                upload(id, "hold_audio_file", new byte[HoldSounds.MOST_BYTES + 1])
                        .status());
        assertEquals(
                404, upload("agent_nobody", "hold_audio_file", wav(8_000, 1)).status());
        assertEquals(404, delete("agent_nobody"));
    }
}
