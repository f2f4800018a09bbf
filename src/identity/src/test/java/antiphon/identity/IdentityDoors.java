package antiphon.identity;

import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** The doors of this room as a client sees them, over a real database. */
final class IdentityDoors implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    final TestDatabase database = new TestDatabase();
    final ApiKeys keys;
    Instant now = START;
    private final Doors doors;

    IdentityDoors() {
        Wiring beans = new Wiring(database::entities).with(InstantSource.class, () -> now);
        keys = beans.get(ApiKeys.class);
        doors = new Doors(
                database,
                List.of(beans.get(CallerFilter.class)),
                List.of(
                        beans.get(KeysResource.class),
                        beans.get(AuditResource.class),
                        beans.get(SingleUseTokensResource.class),
                        new Transcription(beans.get(Caller.class))));
    }

    /** Stands where another room has its door. */
    @Path("/v1/speech-to-text")
    public static final class Transcription {
        private final Caller caller;

        Transcription(Caller caller) {
            this.caller = caller;
        }

        @POST
        public JsonObject whose() {
            return Json.createObjectBuilder().add("by", caller.actor().id()).build();
        }
    }

    IssuedKey key(Role role) {
        return database.inTransaction(() -> keys.issue(role.wireName(), role, null, Actor.SERVER));
    }

    Answer send(String method, String path, String key, String body) {
        return doors.send(method, path, key, body);
    }

    @Override
    public void close() throws IOException {
        doors.close();
        database.close();
    }
}
