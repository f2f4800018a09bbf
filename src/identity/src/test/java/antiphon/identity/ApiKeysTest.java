package antiphon.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Refusal;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeysTest {
    private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");

    private final TestDatabase database = new TestDatabase();
    private final Wiring beans = new Wiring(database::entities).with(InstantSource.class, () -> now());
    private final ApiKeys keys = beans.get(ApiKeys.class);
    private final Workspaces workspaces = beans.get(Workspaces.class);
    private Instant now = START;

    private Instant now() {
        return now;
    }

    @AfterAll
    void close() throws IOException {
        database.close();
    }

    @BeforeEach
    void start_the_clock_anew() {
        now = START;
    }

    private IssuedKey issue(Role role, @Nullable Instant expires) {
        return database.inTransaction(() -> keys.issue("a key", role, expires, Actor.SERVER));
    }

    private Actor recognise(String secret) {
        return database.inTransaction(() -> keys.recognise(secret));
    }

    @Test
    void a_key_is_known_by_its_secret_and_the_secret_is_not_in_the_database() {
        IssuedKey issued = issue(Role.EDITOR, START.plus(Duration.ofDays(1)));

        assertEquals(new Actor(issued.key().id(), "a key", Role.EDITOR), recognise(issued.secret()));
        assertTrue(issued.secret().matches("sk_[0-9a-f]{64}"));
        List<Object> rows = database.column("select api_key::text from api_key");
        assertTrue(rows.stream().noneMatch(row -> row.toString().contains(issued.secret())));
        assertFalse(issued.toString().contains(issued.secret()));
    }

    @Test
    void a_secret_that_nobody_was_given_is_refused() {
        Refusal.Unauthorized refusal =
                assertThrows(Refusal.Unauthorized.class, () -> recognise("sk_" + "0".repeat(64)));
        assertEquals("invalid_api_key", refusal.status());
    }

    @Test
    void a_key_opens_nothing_from_the_moment_it_expires() {
        IssuedKey issued = issue(Role.ADMIN, START.plusSeconds(10));
        now = START.plusSeconds(9);
        recognise(issued.secret());
        now = START.plusSeconds(10);
        assertThrows(Refusal.Unauthorized.class, () -> recognise(issued.secret()));
    }

    @Test
    void a_revoked_key_opens_nothing_and_stays_for_the_trail() {
        IssuedKey issued = issue(Role.EDITOR, null);
        database.inTransaction(() -> {
            keys.revoke(issued.key().id(), Actor.SERVER);
            return "";
        });
        assertThrows(Refusal.Unauthorized.class, () -> recognise(issued.secret()));
        assertEquals(
                List.of("api_key.issue", "api_key.revoke"),
                database.column("select action from audit_entry where subject_id = '"
                        + issued.key().id() + "' order by action"));
    }

    @Test
    void the_last_use_of_a_key_is_noted_once_a_minute_at_most() {
        IssuedKey issued = issue(Role.VIEWER, null);
        String lastUse = "select extract(epoch from last_used_at)::bigint from api_key where id = '"
                + issued.key().id() + "'";
        recognise(issued.secret());
        now = START.plusSeconds(59);
        recognise(issued.secret());
        assertEquals(List.of(START.getEpochSecond()), database.column(lastUse));
        now = START.plusSeconds(61);
        recognise(issued.secret());
        assertEquals(List.of(START.plusSeconds(61).getEpochSecond()), database.column(lastUse));
    }

    @Test
    void a_server_gets_its_first_workspace_and_admin_key_once() {
        Optional<IssuedKey> first = database.inTransaction(() -> workspaces.ensureFirst("Home"));
        Optional<IssuedKey> second = database.inTransaction(() -> workspaces.ensureFirst("Home"));

        assertEquals(Role.ADMIN, recognise(first.orElseThrow().secret()).role());
        assertTrue(second.isEmpty());
        assertEquals(
                "Home",
                database.inTransaction(() -> workspaces.only().orElseThrow().name()));
    }
}
