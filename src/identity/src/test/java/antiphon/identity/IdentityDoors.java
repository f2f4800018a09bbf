package antiphon.identity;

import antiphon.api.HttpRefusalMapper;
import antiphon.api.JsonBodyReader;
import antiphon.api.RefusalMapper;
import antiphon.api.UnexpectedMapper;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;

/** The doors of this room as a client sees them, over a real database. */
final class IdentityDoors implements AutoCloseable {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    final TestDatabase database = new TestDatabase();
    final ApiKeys keys = new ApiKeys();
    private final AuditTrail audit = new AuditTrail();
    private final SingleUseTokens tokens = new SingleUseTokens();
    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();
    Instant now = START;

    IdentityDoors() {
        EntityManager entities = database.entities("identity");
        audit.entities = entities;
        audit.clock = () -> now;
        keys.entities = entities;
        keys.clock = () -> now;
        keys.audit = audit;
        tokens.entities = entities;
        tokens.clock = () -> now;
        tokens.audit = audit;
        Caller caller = new Caller();
        CallerFilter filter = new CallerFilter();
        filter.keys = keys;
        filter.tokens = tokens;
        filter.caller = caller;
        KeysResource keysDoor = new KeysResource();
        keysDoor.keys = keys;
        keysDoor.caller = caller;
        keysDoor.clock = () -> now;
        AuditResource auditDoor = new AuditResource();
        auditDoor.audit = audit;
        SingleUseTokensResource tokensDoor = new SingleUseTokensResource();
        tokensDoor.tokens = tokens;
        tokensDoor.caller = caller;
        doors.setProviders(List.of(
                filter, new JsonBodyReader(), new RefusalMapper(), new HttpRefusalMapper(), new UnexpectedMapper()));
        doors.setResources(List.of(keysDoor, auditDoor, tokensDoor, new Transcription(caller)));
        doors.start();
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
        try {
            MockHttpRequest request = MockHttpRequest.create(method, path).accept("application/json");
            if (!key.isEmpty()) {
                request.header("xi-api-key", key);
            }
            if (method.equals("POST")) {
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
            return new Answer(response.getStatus(), response.getContentAsString());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    record Answer(int status, String body) {
        JsonObject json() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject();
            }
        }
    }

    @Override
    public void close() throws IOException {
        doors.stop();
        database.close();
    }
}
