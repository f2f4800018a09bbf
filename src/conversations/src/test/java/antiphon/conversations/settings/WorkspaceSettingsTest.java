package antiphon.conversations.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import antiphon.conversations.Clock;
import antiphon.identity.Actor;
import antiphon.testing.TestDatabase;
import antiphon.testing.Transactions;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Settings in a real PostgreSQL that many change at once. */
class WorkspaceSettingsTest {
    private final TestDatabase database = new TestDatabase();
    private final Transactions transactions = new Transactions(database.source());
    private final WorkspaceSettings settings = new Wiring(transactions::entities)
            .with(InstantSource.class, new Clock())
            .get(WorkspaceSettings.class);

    @AfterEach
    void close() throws IOException, SQLException {
        transactions.close();
        database.close();
    }

    private JsonObject change(String name, int days) {
        return settings.change(
                SettingsDocument.CONVERSATIONS,
                Json.createObjectBuilder().add(name, days).build(),
                Actor.SERVER);
    }

    private void untilSomebodyWaits() {
        while (database.column("select 1 from pg_locks where not granted").isEmpty()) {
            Thread.onSpinWait();
        }
    }

    @Test
    void two_first_changes_at_the_same_time_are_both_kept() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            CompletableFuture<JsonObject> second = transactions.fresh(() -> {
                change("rag_retention_period_days", 7);
                var waiting = CompletableFuture.supplyAsync(
                        () -> transactions.fresh(() -> change("conversation_embedding_retention_days", 30)));
                untilSomebodyWaits();
                assertFalse(waiting.isDone());
                return waiting;
            });
            JsonObject both = second.get();
            assertEquals(7, both.getInt("rag_retention_period_days"));
            assertEquals(30, both.getInt("conversation_embedding_retention_days"));
        });
    }
}
