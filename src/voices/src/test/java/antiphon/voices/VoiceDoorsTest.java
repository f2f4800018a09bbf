package antiphon.voices;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.audio.AudioFrame;
import antiphon.audio.Wav;
import antiphon.identity.Actor;
import antiphon.identity.Role;
import antiphon.identity.Vestibule;
import antiphon.speech.EmbeddedSpeech;
import antiphon.speech.SpeechProviders;
import antiphon.speech.SpeechSettings;
import antiphon.testing.EntityTables;
import antiphon.testing.TestDatabase;
import antiphon.voices.listening.ListeningFurniture;
import antiphon.voices.speaking.SpeakingFurniture;
import antiphon.voices.usage.UsageFurniture;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VoiceDoorsTest {
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");
    private static final String VOICE = "cmu-slt-hsmm";
    private static final String SPEAK = "/v1/text-to-speech/" + VOICE;

    private final TestDatabase database = new TestDatabase();
    private final Vestibule identity = new Vestibule(database, () -> NOW);
    private final String admin = identity.key(Role.ADMIN);
    private final FakeEngine engine = new FakeEngine();
    private final SpeechProviders engines = new SpeechProviders(
            SpeechSettings.read(key -> Optional.empty()),
            new EmbeddedSpeech(
                    Optional.of(engine.ear()),
                    Optional.of(engine.mouth()),
                    Optional.empty(),
                    EmbeddedSpeech.PAUSE_IS_END));
    private final Voices voices = new Voices() {
        @Override
        public SpeechProviders speech() {
            return engines;
        }
    };
    private final EntityManager entities = database.entities("voices");
    private final UsageFurniture usage = new UsageFurniture(database, entities, () -> NOW, identity);
    private final ListeningFurniture listening =
            new ListeningFurniture(voices, usage.uses(), entities, () -> NOW, identity.audit());
    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();

    private record Answer(int status, byte[] bytes, String type) {
        String body() {
            return new String(bytes, StandardCharsets.UTF_8);
        }

        JsonObject json() {
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(bytes))) {
                return reader.readObject();
            }
        }
    }

    @BeforeAll
    void open() {
        VoicesResource all = new VoicesResource();
        all.voices = voices;
        VoiceSearchResource search = new VoiceSearchResource();
        search.voices = voices;
        ModelsResource models = new ModelsResource();
        models.voices = voices;
        List<Object> resources = new ArrayList<>(usage.doors());
        resources.addAll(List.of(
                all,
                search,
                models,
                new SharedVoicesResource(),
                SpeakingFurniture.door(voices, usage.uses(), identity.caller())));
        doors.setProviders(identity.providers());
        doors.setResources(resources);
        doors.start();
    }

    @AfterAll
    void close() throws IOException {
        doors.stop();
        engines.close();
        database.close();
    }

    @BeforeEach
    void forget() {
        engine.spoken.clear();
        engine.toHear.clear();
        engine.broken = false;
    }

    private Answer send(String method, String path, String body) {
        try {
            MockHttpRequest request = MockHttpRequest.create(method, path).header("xi-api-key", admin);
            if (!body.isEmpty()) {
                request.contentType("application/json")
                        .content(body.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
            }
            MockHttpResponse response = new MockHttpResponse();
            database.inTransaction(() -> {
                doors.getDispatcher().invoke(request, response);
                if (response.getStatus() >= 400) {
                    database.refuse();
                }
                return response;
            });
            return new Answer(
                    response.getStatus(),
                    response.getOutput(),
                    String.valueOf(response.getOutputHeaders().getFirst("Content-Type")));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private JsonObject shown(String path, String schema) {
        Answer answer = send("GET", path, "");
        assertEquals(200, answer.status(), answer.body());
        assertEquals(List.of(), Contract.stated().problems(schema, answer.json()));
        return answer.json();
    }

    private Answer spoken(String path, String body) {
        Answer answer = send("POST", SPEAK + path, body);
        assertEquals(200, answer.status(), answer.body());
        return answer;
    }

    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws SQLException {
        assertEquals(List.of(), EntityTables.differences(database, "voices"));
    }

    @Test
    void the_voices_of_the_engines_are_listed_found_and_searched() {
        JsonObject all = shown("/v1/voices", "GetVoicesResponseModel");
        assertEquals(VOICE, all.getJsonArray("voices").getJsonObject(0).getString("voice_id"));
        shown("/v1/voices/" + VOICE, "VoiceResponseModel");
        assertTrue(shown("/v1/voices/" + VOICE + "?with_settings=false", "VoiceResponseModel")
                .isNull("settings"));
        shown("/v1/voices/" + VOICE + "/settings", "VoiceSettingsResponseModel");
        shown("/v1/voices/settings/default", "VoiceSettingsResponseModel");
        assertEquals(
                1,
                shown("/v2/voices?search=slt&language=en&sort=name&sort_direction=desc", "GetVoicesV2ResponseModel")
                        .getInt("total_count"));
        for (String nobody : List.of(
                "search=nobody",
                "language=de",
                "category=cloned",
                "voice_type=personal",
                "age=old",
                "voice_ids=other")) {
            assertEquals(
                    0, shown("/v2/voices?" + nobody, "GetVoicesV2ResponseModel").getInt("total_count"), nobody);
        }
        assertTrue(shown("/v1/shared-voices", "GetLibraryVoicesResponseModel")
                .getJsonArray("voices")
                .isEmpty());
    }

    @Test
    void what_is_no_voice_or_no_page_is_refused() {
        assertEquals(404, send("GET", "/v1/voices/nobody", "").status());
        assertEquals(404, send("GET", "/v1/voices/nobody/settings", "").status());
        assertEquals(404, send("DELETE", "/v1/voices/nobody", "").status());
        assertEquals(409, send("DELETE", "/v1/voices/" + VOICE, "").status());
        assertEquals(422, send("GET", "/v2/voices?page_size=0", "").status());
        assertEquals(422, send("GET", "/v2/voices?next_page_token=x", "").status());
        assertEquals(422, send("GET", "/v2/voices?category=robots", "").status());
    }

    @Test
    void the_models_say_what_they_can() {
        try (JsonReader reader = Json.createReader(
                new ByteArrayInputStream(send("GET", "/v1/models", "").bytes()))) {
            JsonArray models = reader.readArray();
            assertEquals(1, models.size());
            assertEquals(List.of(), Contract.stated().problems("ModelResponseModel", models.getJsonObject(0)));
        }
    }

    @Test
    void a_text_is_spoken_sentence_by_sentence_in_the_wanted_format() throws IOException {
        Answer pcm = spoken("?output_format=pcm_16000", "{'text':'One two. Three?'}");
        assertEquals(List.of("One two. ", "Three?"), engine.spoken);
        assertEquals("audio/pcm", pcm.type());
        assertEquals(15 * AudioFrame.LENGTH_SAMPLES * 2, pcm.bytes().length);
        assertEquals(
                15 * 160,
                spoken("?output_format=ulaw_8000", "{'text':'One two. Three?'}").bytes().length);
        assertEquals(
                15 * 960 * 2,
                spoken("/stream?output_format=pcm_48000", "{'text':'One two. Three?'}")
                        .bytes()
                        .length);
        Wav wav = Wav.read(new ByteArrayInputStream(
                spoken("?output_format=wav_24000", "{'text':'One two. Three?'}").bytes()));
        assertEquals(24_000, wav.sampleRateHz());
        assertEquals(15 * 480, wav.samples().length);
    }

    @Test
    void mp3_is_spoken_at_every_rate_and_can_be_heard_again() {
        for (String format : List.of("mp3_22050_32", "mp3_24000_48", "mp3_44100_64", "mp3_44100_192")) {
            Answer mp3 = spoken("/stream?output_format=" + format, "{'text':'" + "Hello there. ".repeat(10) + "'}");
            assertEquals("audio/mpeg", mp3.type());
            engine.toHear.add("hello there");
            JsonObject heard = heard(mp3.bytes(), Map.of());
            assertEquals(2.6, heard.getJsonNumber("audio_duration_secs").doubleValue(), 0.15, format);
            assertEquals("hello there", heard.getString("text"));
        }
    }

    @Test
    void timestamps_follow_the_sound() {
        JsonObject whole = spoken("/with-timestamps?output_format=pcm_16000", "{'text':'One. Two.'}")
                .json();
        assertEquals(List.of(), Contract.stated().problems("AudioWithTimestampsResponseModel", whole));
        JsonObject alignment = whole.getJsonObject("alignment");
        assertEquals(9, alignment.getJsonArray("characters").size());
        JsonArray ends = alignment.getJsonArray("character_end_times_seconds");
        assertEquals(0.18, ends.getJsonNumber(8).doubleValue(), 1e-9);
        assertEquals(
                9 * AudioFrame.LENGTH_SAMPLES * 2, Base64.getDecoder().decode(whole.getString("audio_base64")).length);

        String[] lines = spoken("/stream/with-timestamps?output_format=pcm_16000", "{'text':'One. Two.'}")
                .body()
                .split("\n");
        assertEquals(2, lines.length);
        JsonObject second = Json.createReader(new StringReader(lines[1])).readObject();
        assertEquals(List.of(), Contract.stated().problems("StreamingAudioChunkWithTimestampsResponseModel", second));
        assertEquals(
                0.1,
                second.getJsonObject("alignment")
                        .getJsonArray("character_start_times_seconds")
                        .getJsonNumber(0)
                        .doubleValue(),
                1e-9);
    }

    @Test
    void what_cannot_be_spoken_is_refused_by_its_place() {
        Map<String, String> wrong = Map.of(
                "{}",
                "text",
                "{'text':' … '}",
                "text",
                "{'text':'" + "a".repeat(5001) + "'}",
                "text",
                "{'text':'Hi','language_code':'de'}",
                "language_code",
                "{'text':'Hi','language_code':'klingon'}",
                "language_code",
                "{'text':'Hi','voice_settings':{'speed':3}}",
                "speed",
                "{'text':'Hi','voice_settings':{'stability':'much'}}",
                "stability");
        wrong.forEach((body, member) -> {
            Answer refused = send("POST", SPEAK, body);
            assertEquals(422, refused.status(), body);
            assertTrue(refused.body().contains("\"" + member + "\"]"), refused.body());
        });
        for (String format : List.of("opus_48000_32", "alaw_8000", "midi", "mp3_1_1")) {
            assertEquals(
                    422,
                    send("POST", SPEAK + "?output_format=" + format, "{'text':'Hi'}")
                            .status());
        }
        assertEquals(
                422,
                send("POST", SPEAK + "/stream?output_format=wav_16000", "{'text':'Hi'}")
                        .status());
        assertEquals(
                404, send("POST", "/v1/text-to-speech/nobody", "{'text':'Hi'}").status());
        assertEquals(
                501,
                send(
                                "POST",
                                SPEAK,
                                "{'text':'Hi','pronunciation_dictionary_locators':[{'pronunciation_dictionary_id':'p'}]}")
                        .status());
        engine.broken = true;
        assertEquals(503, send("POST", SPEAK, "{'text':'Hi'}").status());
        assertEquals(503, send("POST", SPEAK + "/stream", "{'text':'Hi'}").status());
    }

    private JsonObject heard(byte[] file, Map<String, List<String>> more) {
        Map<String, List<String>> fields = new HashMap<>(more);
        fields.putIfAbsent("model_id", List.of("scribe_v1"));
        JsonObject heard =
                database.inTransaction(() -> listening.transcribe(fields, Optional.of(file), true, Actor.SERVER));
        assertEquals(List.of(), Contract.stated().problems("SpeechToTextChunkResponseModel", heard));
        return heard;
    }

    private static byte[] wav(int tones, int pauses) throws IOException {
        short[] samples = new short[(tones + pauses) * 2 * AudioFrame.LENGTH_SAMPLES];
        for (int i = 0; i < tones; i++) {
            short[] tone = FakeEngine.tone().samples();
            System.arraycopy(tone, 0, samples, i * tone.length, tone.length);
            System.arraycopy(tone, 0, samples, (tones + pauses + i) * tone.length, tone.length);
        }
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        new Wav(AudioFrame.SAMPLE_RATE_HZ, samples).write(file);
        return file.toByteArray();
    }

    @Test
    void what_is_said_between_pauses_is_heard_piece_by_piece_kept_and_deleted() throws IOException {
        engine.toHear.addAll(List.of("good morning", "goodbye"));
        JsonObject heard = heard(wav(50, 50), Map.of("language_code", List.of("eng")));
        assertEquals("good morning goodbye", heard.getString("text"));
        assertEquals("en", heard.getString("language_code"));
        assertEquals(4, heard.getJsonNumber("audio_duration_secs").doubleValue(), 0.1);
        assertEquals(
                List.of("word", "spacing", "word", "spacing", "word"),
                heard.getJsonArray("words").getValuesAs(JsonObject.class).stream()
                        .map(word -> word.getString("type"))
                        .toList());
        assertEquals(
                List.of(heard.getString("text")),
                database.column("select document::json->>'text' from stored_transcript where id = '"
                        + heard.getString("transcription_id") + "'"));
    }

    @Test
    void bare_samples_are_heard_as_they_are() throws IOException {
        engine.toHear.add("hello");
        byte[] file = wav(50, 50);
        byte[] bare = Arrays.copyOfRange(file, 44, file.length);
        JsonObject heard =
                heard(bare, Map.of("file_format", List.of("pcm_s16le_16"), "timestamps_granularity", List.of("none")));
        assertEquals("hello", heard.getString("text"));
        assertTrue(heard.getJsonArray("words").isEmpty());
    }

    private void refused(Class<? extends Refusal> why, Map<String, List<String>> fields, byte[] file) {
        assertThrows(
                why, () -> listening.transcribe(fields, Optional.of(file), false, Actor.SERVER), fields.toString());
    }

    @Test
    void what_cannot_be_heard_is_refused() throws IOException {
        List<String> model = List.of("scribe_v1");
        byte[] good = wav(10, 10);
        refused(Refusal.Invalid.class, Map.of(), good);
        refused(Refusal.Invalid.class, Map.of("model_id", model, "language_code", List.of("xx")), good);
        refused(Refusal.Invalid.class, Map.of("model_id", model, "language_code", List.of("de")), good);
        refused(Refusal.Invalid.class, Map.of("model_id", model, "timestamps_granularity", List.of("syllable")), good);
        refused(Refusal.NotImplemented.class, Map.of("model_id", model, "diarize", List.of("true")), good);
        refused(Refusal.NotImplemented.class, Map.of("model_id", model, "source_url", List.of("https://x")), good);
        Map<String, List<String>> plain = Map.of("model_id", model);
        assertThrows(Refusal.Invalid.class, () -> listening.transcribe(plain, Optional.empty(), false, Actor.SERVER));
        byte[] cut = Arrays.copyOf(good, 30);
        byte[] noise = new byte[5000];
        noise[0] = (byte) 0xFF;
        noise[1] = (byte) 0xFB;
        for (byte[] broken : List.of(new byte[0], "nonsense".getBytes(StandardCharsets.UTF_8), cut, noise)) {
            refused(Refusal.Invalid.class, plain, broken);
        }
        assertArrayEquals(good, wav(10, 10));
        engine.broken = true;
        refused(Refusal.Unavailable.class, plain, good);
    }

    @Test
    void characters_are_counted_and_the_account_says_so() {
        spoken("?output_format=pcm_8000", "{'text':'Twelve chars'}");
        JsonObject subscription = shown("/v1/user/subscription", "ExtendedSubscriptionResponseModel");
        assertTrue(subscription.getInt("character_count") >= 12);
        JsonObject user = shown("/v1/user", "UserResponseModel");
        assertEquals("workspace_admin", user.getString("seat_type"));

        long day = Instant.parse("2026-01-15T00:00:00Z").toEpochMilli();
        String span = "start_unix=" + (day - 86_400_000) + "&end_unix=" + (day + 86_399_999);
        JsonObject stats = shown("/v1/usage/character-stats?" + span, "UsageCharactersResponseModel");
        assertEquals(
                List.of(day - 86_400_000, day),
                stats.getJsonArray("time").getValuesAs(number -> ((JsonNumber) number).longValue()));
        assertTrue(stats.getJsonObject("usage").getJsonArray("All").getInt(1) >= 12);
        JsonObject apart = shown(
                "/v1/usage/character-stats?breakdown_type=product_type&aggregation_interval=cumulative&" + span,
                "UsageCharactersResponseModel");
        assertEquals(
                0,
                apart.getJsonObject("usage").getJsonArray("Conversational AI").getInt(0));
        for (String unit : List.of("hour", "week", "month")) {
            shown(
                    "/v1/usage/character-stats?aggregation_interval=" + unit + "&" + span,
                    "UsageCharactersResponseModel");
        }
        assertEquals(
                422, send("GET", "/v1/usage/character-stats?start_unix=5", "").status());
        assertEquals(
                422,
                send("GET", "/v1/usage/character-stats?start_unix=9&end_unix=5", "")
                        .status());
        assertEquals(
                422,
                send("GET", "/v1/usage/character-stats?aggregation_interval=hour&start_unix=0&end_unix=" + day, "")
                        .status());
        assertEquals(
                501,
                send("GET", "/v1/usage/character-stats?metric=ttfb_avg&" + span, "")
                        .status());
    }
}
