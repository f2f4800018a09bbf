package antiphon.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.testing.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyDoorsTest {
    private static final String KEYS = "/v1/antiphon/keys";

    private final IdentityDoors doors = new IdentityDoors();
    private final IssuedKey admin = doors.key(Role.ADMIN);

    @BeforeEach
    void start_the_clock_anew() {
        doors.now = IdentityDoors.START;
    }

    @AfterAll
    void close() throws IOException {
        doors.close();
    }

    private Answer asAdmin(String method, String path, String body) {
        return doors.send(method, path, admin.secret(), body);
    }

    private JsonObject issued(String body) {
        Answer answer = asAdmin("POST", KEYS, body);
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    @Test
    void a_key_is_made_shown_without_its_secret_used_and_revoked() {
        JsonObject made = issued("{'name':'Shop','role':'operator'}");
        String id = made.getString("key_id");
        String secret = made.getString("xi_api_key");
        assertEquals("operator", made.getString("role"));
        assertTrue(made.getJsonArray("scopes").size() > 5);

        Answer shown = asAdmin("GET", KEYS + "/" + id, "");
        assertEquals("Shop", shown.json().getString("name"));
        assertFalse(shown.body().contains(secret));
        assertFalse(shown.json().containsKey("xi_api_key"));
        assertFalse(asAdmin("GET", KEYS, "").body().contains(secret));

        assertEquals(403, doors.send("GET", KEYS, secret, "").status());
        assertEquals(200, asAdmin("DELETE", KEYS + "/" + id, "").status());
        assertEquals(401, doors.send("GET", KEYS, secret, "").status());
        assertFalse(asAdmin("GET", KEYS, "").body().contains(id));
        assertTrue(asAdmin("GET", KEYS + "?include_revoked=true", "").body().contains(id));
    }

    @Test
    void keys_are_listed_page_by_page_the_newest_first() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            doors.now = IdentityDoors.START.plusSeconds(100 + i);
            made.addFirst(issued("{'name':'Paged','role':'viewer'}").getString("key_id"));
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page =
                    asAdmin("GET", KEYS + "?page_size=2&cursor=" + cursor, "").json();
            page.getJsonArray("keys").getValuesAs(JsonObject.class).forEach(key -> seen.add(key.getString("key_id")));
            cursor = page.getBoolean("has_more") ? page.getString("next_cursor") : "";
        } while (!cursor.isEmpty());
        assertEquals(made, seen.subList(0, 3));
        assertTrue(seen.contains(admin.key().id()));
        assertEquals(seen.stream().distinct().toList(), seen);
    }

    @Test
    void what_is_wrong_with_a_wanted_key_is_named() {
        List<List<String>> wrong = List.of(
                List.of("{'role':'viewer'}", "name"),
                List.of("{'name':' ','role':'viewer'}", "name"),
                List.of("{'name':'x','role':'root'}", "role"),
                List.of("{'name':'x'}", "role"),
                List.of("{'name':'x','role':'viewer','scopes':[]}", "scopes"),
                List.of("{'name':'x','role':'viewer','scopes':['everything']}", "scopes"),
                List.of("{'name':'x','role':'viewer','scopes':'convai_read'}", "scopes"),
                List.of("{'name':'x','role':'viewer','expires_at_unix_secs':1}", "expires_at_unix_secs"),
                List.of("{'name':'x','role':'viewer','expires_at_unix_secs':1e300}", "expires_at_unix_secs"),
                List.of("{'name':'x','role':'viewer','expires_at_unix_secs':'soon'}", "expires_at_unix_secs"));
        for (List<String> each : wrong) {
            Answer answer = asAdmin("POST", KEYS, each.getFirst());
            assertEquals(422, answer.status(), each.getFirst());
            assertTrue(answer.body().contains("[\"body\",\"" + each.getLast() + "\"]"), answer.body());
        }
        assertEquals(404, asAdmin("GET", KEYS + "/key_none", "").status());
        assertEquals(404, asAdmin("DELETE", KEYS + "/%00", "").status());
        assertEquals(422, asAdmin("GET", KEYS + "?page_size=0", "").status());
        assertEquals(422, asAdmin("GET", KEYS + "?cursor=nonsense", "").status());
    }

    @Test
    void a_key_with_scopes_opens_only_their_doors_and_makes_no_key_that_can_more() {
        JsonObject made = issued("{'name':'Keeper','role':'admin','scopes':['workspace_read','workspace_write']}");
        String secret = made.getString("xi_api_key");
        assertEquals(200, doors.send("GET", KEYS, secret, "").status());
        Answer speech = doors.send("POST", "/v1/speech-to-text", secret, "{}");
        assertEquals(403, speech.status());
        assertEquals(
                "missing_permissions", speech.json().getJsonObject("detail").getString("status"));
        assertEquals(
                403,
                doors.send("POST", KEYS, secret, "{'name':'More','role':'admin'}")
                        .status());
        assertEquals(
                200,
                doors.send("POST", KEYS, secret, "{'name':'Same','role':'viewer','scopes':['workspace_read']}")
                        .status());
    }

    @Test
    void a_key_that_expires_says_when_and_then_opens_nothing() {
        long expiry = IdentityDoors.START.getEpochSecond() + 60;
        JsonObject made = issued("{'name':'Brief','role':'admin','expires_at_unix_secs':" + expiry + "}");
        assertEquals(expiry, made.getJsonNumber("expires_at_unix_secs").longValue());
        assertEquals(
                200, doors.send("GET", KEYS, made.getString("xi_api_key"), "").status());
        doors.now = IdentityDoors.START.plusSeconds(60);
        assertEquals(
                401, doors.send("GET", KEYS, made.getString("xi_api_key"), "").status());
    }

    @Test
    void the_last_admin_key_stays() throws IOException {
        try (IdentityDoors empty = new IdentityDoors()) {
            IssuedKey only = empty.key(Role.ADMIN);
            empty.key(Role.EDITOR);
            Answer answer = empty.send("DELETE", KEYS + "/" + only.key().id(), only.secret(), "");
            assertEquals(409, answer.status());
            IssuedKey second = empty.key(Role.ADMIN);
            assertEquals(
                    200,
                    empty.send("DELETE", KEYS + "/" + only.key().id(), second.secret(), "")
                            .status());
            assertEquals(
                    409,
                    empty.send("DELETE", KEYS + "/" + second.key().id(), second.secret(), "")
                            .status());
        }
    }

    @Test
    void the_trail_tells_who_did_what_page_by_page() {
        String id = issued("{'name':'Traced','role':'viewer'}").getString("key_id");
        doors.now = IdentityDoors.START.plusSeconds(1);
        asAdmin("DELETE", KEYS + "/" + id, "");
        JsonObject first = asAdmin("GET", "/v1/antiphon/audit?page_size=1&subject_id=" + id, "")
                .json();
        JsonObject revoked = first.getJsonArray("entries").getJsonObject(0);
        assertEquals("api_key.revoke", revoked.getString("action"));
        assertEquals(admin.key().id(), revoked.getString("actor_id"));
        assertEquals("admin", revoked.getString("actor_name"));
        assertTrue(revoked.isNull("after_sha256"));
        JsonObject second = asAdmin(
                        "GET",
                        "/v1/antiphon/audit?page_size=1&subject_id=" + id + "&cursor=" + first.getString("next_cursor"),
                        "")
                .json();
        assertEquals(
                "api_key.issue", second.getJsonArray("entries").getJsonObject(0).getString("action"));
        assertFalse(second.getBoolean("has_more"));
        JsonObject issues = asAdmin("GET", "/v1/antiphon/audit?action=api_key.issue&actor_id=nobody", "")
                .json();
        assertTrue(issues.getJsonArray("entries").isEmpty());
        assertEquals(
                422, asAdmin("GET", "/v1/antiphon/audit?since_unix_secs=x", "").status());
    }

    @Test
    void a_single_use_token_opens_one_door_once_in_its_keys_name() {
        IssuedKey operator = doors.key(Role.OPERATOR);
        String token = doors.send("POST", "/v1/single-use-token/batch_scribe", operator.secret(), "")
                .json()
                .getString("token");
        assertTrue(doors.database.column("select single_use_token::text from single_use_token").stream()
                .noneMatch(row -> row.toString().contains(token)));
        assertEquals(401, doors.send("GET", KEYS + "?token=" + token, "", "").status());
        assertEquals(401, doors.send("POST", "/v1/speech-to-text", "", "{}").status());
        Answer used = doors.send("POST", "/v1/speech-to-text?token=" + token, "", "{}");
        assertEquals(operator.key().id(), used.json().getString("by"));
        assertEquals(
                401,
                doors.send("POST", "/v1/speech-to-text?token=" + token, "", "{}")
                        .status());
    }

    @Test
    void a_token_dies_with_its_time_and_with_its_key() {
        IssuedKey operator = doors.key(Role.OPERATOR);
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            tokens.add(doors.send("POST", "/v1/single-use-token/batch_scribe", operator.secret(), "")
                    .json()
                    .getString("token"));
        }
        doors.now = IdentityDoors.START.plus(Duration.ofMinutes(15));
        assertEquals(
                401,
                doors.send("POST", "/v1/speech-to-text?token=" + tokens.getFirst(), "", "{}")
                        .status());
        doors.now = IdentityDoors.START;
        asAdmin("DELETE", KEYS + "/" + operator.key().id(), "");
        assertEquals(
                401,
                doors.send("POST", "/v1/speech-to-text?token=" + tokens.getLast(), "", "{}")
                        .status());
    }

    @Test
    void a_token_for_what_does_not_stand_here_is_honestly_refused() {
        assertEquals(
                501, asAdmin("POST", "/v1/single-use-token/tts_websocket", "").status());
        assertEquals(422, asAdmin("POST", "/v1/single-use-token/skeleton", "").status());
        String viewer = doors.key(Role.VIEWER).secret();
        assertEquals(
                403,
                doors.send("POST", "/v1/single-use-token/batch_scribe", viewer, "")
                        .status());
    }
}
