package antiphon.voices;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.speech.EmbeddedSpeech;
import antiphon.speech.SpeechProviders;
import antiphon.speech.SpeechSettings;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import antiphon.voices.speaking.TextToSpeechResource;
import antiphon.voices.usage.UsageResource;
import antiphon.voices.usage.UserResource;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The doors of this room as a client sees them, over a real database; what is said and heard is a test's to say. */
public final class VoicesServer implements AutoCloseable {
    public static final String VOICE = "cmu-slt-hsmm";
    public static final String SPEAK = "/v1/text-to-speech/" + VOICE;
    private static final Instant NOW = Instant.parse("2026-01-15T10:00:00Z");

    public final TestDatabase database = new TestDatabase();
    public final FakeEngine engine = new FakeEngine();
    public final Wiring beans = new Wiring(database::entities).with(InstantSource.class, () -> NOW);

    private final SpeechProviders engines = new SpeechProviders(
            SpeechSettings.read(key -> Optional.empty()),
            new EmbeddedSpeech(
                    Optional.of(engine.ear()),
                    Optional.of(engine.mouth()),
                    Optional.empty(),
                    EmbeddedSpeech.PAUSE_IS_END));
    private final Doors doors;
    private final String admin;

    public VoicesServer() {
        beans.with(Voices.class, new Voices() {
            @Override
            public SpeechProviders speech() {
                return engines;
            }
        });
        doors = new Doors(
                database,
                List.of(beans.get(CallerFilter.class)),
                List.of(
                        beans.get(VoicesResource.class),
                        beans.get(VoiceSearchResource.class),
                        beans.get(ModelsResource.class),
                        new SharedVoicesResource(),
                        beans.get(TextToSpeechResource.class),
                        beans.get(UsageResource.class),
                        beans.get(UserResource.class)));
        admin = database.inTransaction(() -> beans.get(ApiKeys.class).issue("admin", Role.ADMIN, null, Actor.SERVER))
                .secret();
    }

    public Answer send(String method, String path, String body) {
        return doors.send(method, path, admin, body);
    }

    public JsonObject shown(String path, String schema) {
        JsonObject shown = send("GET", path, "").fine();
        assertEquals(List.of(), Contract.stated().problems(schema, shown));
        return shown;
    }

    public Answer spoken(String path, String body) {
        Answer answer = send("POST", SPEAK + path, body);
        assertEquals(200, answer.status(), answer.body());
        return answer;
    }

    @Override
    public void close() throws IOException {
        doors.close();
        engines.close();
        database.close();
    }
}
