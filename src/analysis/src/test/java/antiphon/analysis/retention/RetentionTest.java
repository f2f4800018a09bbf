package antiphon.analysis.retention;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.EndedCalls;
import antiphon.analysis.delivery.DeliveryFurniture;
import antiphon.analysis.delivery.Outbox;
import antiphon.analysis.webhooks.WebhookFurniture;
import antiphon.api.contract.Contract;
import antiphon.conversations.blobs.BlobSettings;
import antiphon.conversations.blobs.BlobStore;
import antiphon.conversations.blobs.BlobStores;
import antiphon.conversations.history.HistoryFurniture;
import antiphon.conversations.history.PastConversations;
import antiphon.conversations.record.RecordFurniture;
import antiphon.conversations.record.Records;
import antiphon.identity.AuditTrail;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is past its time, over a real PostgreSQL and a real disk. One word marks all that nobody may know. */
class RetentionTest {
    private static final String SECRET = "Zanzibar";

    private final TestDatabase database = new TestDatabase();
    private final EntityManager entities = database.entities("analysis");
    private final EntityManager records = database.entities("conversations");
    private final EntityManager agents = database.entities("agents");
    private final AuditTrail audit = new Wiring(database::entities)
            .with(InstantSource.class, () -> now())
            .get(AuditTrail.class);
    private final RecordFurniture record = new RecordFurniture(records, this::now);
    private Instant now = Instant.parse("2026-03-01T02:00:00Z");
    private boolean away;
    private Path disk;
    private Outbox outbox;
    private Forgetting forgetting;
    private PastConversations past;

    private Instant now() {
        return now;
    }

    @BeforeEach
    void open(@TempDir Path directory) {
        disk = directory.resolve("recordings");
        WebhookFurniture webhooks = new WebhookFurniture(database, entities, this::now, audit, directory);
        outbox = DeliveryFurniture.outbox(entities, this::now, webhooks.targets());
        forgetting = server("s");
        past = HistoryFurniture.past(records, record, beside("s"), this::now);
        EndedCalls.agent(database, "agent_1", "{}");
        String webhook = database.inTransaction(() -> webhooks.create("https://x.example/hook"))
                .id();
        ended("conv_1", webhook);
    }

    @AfterEach
    void close() throws IOException {
        database.close();
    }

    private Forgetting server(String name) {
        return RetentionFurniture.over(
                new RetentionFurniture.Rows(agents, records), record, beside(name), outbox, audit);
    }

    private Records beside(String server) {
        BlobStore blobs = BlobStores.open(BlobSettings.read(key -> Optional.empty()), disk, this::now);
        return RecordFurniture.records(new Sometimes(blobs), server, this::now);
    }

    /** A store that may be away. */
    private final class Sometimes extends Lent {
        Sometimes(BlobStore blobs) {
            super(blobs);
        }

        @Override
        public void delete(String name) throws IOException {
            if (away) {
                throw new IOException("away");
            }
            super.delete(name);
        }
    }

    /** A call in which the word was said, heard, looked up, left, told, commented and thought about. */
    private void ended(String id, String webhook) {
        EndedCalls.begin(database, id, "agent_1");
        EndedCalls.say(database, id, 0, "user", "I live in " + SECRET);
        run(
                "update conversation set user_id = 'Zanzibar', feedback_comment = 'Zanzibar', voice_recorded = true,"
                        + " text_only = false, message_count = 1, client_data = '{\"dynamic_variables\":{\"home\":\"Zanzibar\"}}'");
        EndedCalls.end(database, id);
        run("update conversation set status = 'done'");
        run("delete from post_call");
        run("insert into tool (id, document, name, type, created_by, created_by_name, created_at, updated_at)"
                + " values ('tool_1', '{}', 'map', 'webhook', 'k', 'k', now(), now())");
        run(
                "insert into tool_execution values ('toolexec_1', 'tool_1', 'r1', 'conv_1', 'agent_1', null, now(), 1, false,"
                        + " 'Zanzibar', 'Zanzibar')");
        run("insert into conversation_file values ('file_1', 'conv_1', 'Zanzibar.txt', 'text/plain', 8, now())");
        database.inTransaction(() -> {
            record.analyses()
                    .keep(id, Contract.stated().complete("ConversationHistoryAnalysisCommonModel", analysis()));
            return "";
        });
        for (String status : List.of("delivered", "pending")) {
            run("insert into webhook_delivery (id, webhook_id, conversation_id, event_type, payload, status, tries,"
                    + " attempts, due_at, created_at) values ('msg_" + status + "', '" + webhook
                    + "', 'conv_1', 'post_call_transcription', 'Zanzibar', '" + status
                    + "', 1, 1, '2026-03-01T01:59:00Z', '2026-03-01T01:59:00Z')");
        }
        run("insert into webhook_attempt values ('attempt_1', 'msg_delivered', 1, now(), 1, 200, 'Zanzibar', null)");
        for (String name : List.of("conv_1.s16le", "conv_1.journal", "file_1.file")) {
            lay(name);
        }
    }

    private static JsonObject analysis() {
        try (JsonReader reader = Json.createReader(new StringReader("""
                {"call_successful": "success", "transcript_summary": "Zanzibar", "call_summary_title": "Zanzibar",
                 "evaluation_criteria_results": {"polite": {"criteria_id": "polite", "result": "success", "rationale": "Zanzibar"}},
                 "evaluation_criteria_results_list": [{"criteria_id": "polite", "result": "success", "rationale": "Zanzibar"}],
                 "data_collection_results": {"home": {"data_collection_id": "home", "value": "Zanzibar", "rationale": "Zanzibar"}},
                 "data_collection_results_list": [{"data_collection_id": "home", "value": "Zanzibar", "rationale": "Zanzibar"}]}
                """))) {
            return reader.readObject();
        }
    }

    private void lay(String name) {
        try {
            Files.createDirectories(disk);
            Files.write(disk.resolve(name), SECRET.getBytes(StandardCharsets.UTF_8));
        } catch (IOException full) {
            throw new IllegalStateException(full);
        }
    }

    private void run(String sql) {
        EndedCalls.execute(database, sql);
    }

    private void due(String words, String sound) {
        run("update conversation set words_until = " + words + ", sound_until = " + sound);
    }

    private boolean forgetSome(Forgetting somebody, Set<String> failed) {
        return database.inTransaction(() -> somebody.someDue(failed));
    }

    private void forgetAll() {
        Set<String> failed = new HashSet<>();
        boolean more = true;
        while (more) {
            more = forgetSome(forgetting, failed);
        }
    }

    /** The tables that still hold the word. */
    private List<Object> whoKnows() {
        return database
                .column("select table_name from information_schema.tables where table_schema = 'public'"
                        + " and table_type = 'BASE TABLE' order by 1")
                .stream()
                .filter(table -> !database.column(
                                "select 1 from " + table + " t where t::text like '%" + SECRET + "%' limit 1")
                        .isEmpty())
                .toList();
    }

    private List<String> onDisk() throws IOException {
        try (var files = Files.list(disk)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void words_past_their_time_are_gone_from_every_place_and_that_there_was_a_call_is_still_known() throws IOException {
        assertEquals(7, whoKnows().size(), "the test says the word everywhere");
        due("'2026-03-01T01:00:00Z'", "null");
        forgetAll();

        assertEquals(List.of("webhook_delivery"), whoKnows(), "what is still to be told of it");
        assertEquals(List.of("conv_1.s16le"), onDisk());
        JsonObject shown = database.inTransaction(() -> past.whole("conv_1"));
        assertEquals(List.of(), Contract.stated().problems("GetConversationResponseModel", shown));
        assertEquals("done", shown.getString("status"));
        assertTrue(shown.getJsonArray("transcript").isEmpty());
        JsonObject analysis = shown.getJsonObject("analysis");
        assertEquals("success", analysis.getString("call_successful"));
        assertEquals(
                "success",
                analysis.getJsonObject("evaluation_criteria_results")
                        .getJsonObject("polite")
                        .getString("result"));
        assertEquals(
                List.of("conversation.forget_words"),
                database.column("select action from audit_entry where subject_id = 'conv_1'"));

        now = now.plusSeconds(3 * 24 * 3600);
        database.inTransaction(() -> {
            forgetting.giveUpTelling();
            return "";
        });
        assertEquals(List.of(), whoKnows(), "a webhook that never answers changes nothing");
        forgetAll();
        assertEquals(
                1,
                database.column("select id from audit_entry where subject_id = 'conv_1'")
                        .size());
    }

    @Test
    void sound_past_its_time_goes_with_the_journal_and_the_words_stay() throws IOException {
        due("null", "'2026-03-01T01:00:00Z'");
        forgetAll();
        assertEquals(List.of("file_1.file"), onDisk());
        assertFalse(database.inTransaction(() -> past.whole("conv_1")).getBoolean("has_audio"));
        assertEquals(List.of(1L), database.column("select count(*) from conversation_turn"));
        assertEquals(
                List.of("conversation.forget_sound"),
                database.column("select action from audit_entry where subject_id = 'conv_1'"));
    }

    @Test
    void what_is_not_past_its_time_or_still_lives_or_is_to_be_analysed_first_stays() throws IOException {
        due("'2026-03-01T02:00:01Z'", "'2026-03-01T02:00:01Z'");
        forgetAll();
        due("'2026-03-01T01:00:00Z'", "null");
        run("insert into post_call (conversation_id, due_at, attempts, announced) values ('conv_1', now(), 0, true)");
        forgetAll();
        run("delete from post_call");
        run("update conversation set ended_at = null");
        forgetAll();
        assertEquals(3, onDisk().size());
        assertEquals(7, whoKnows().size());
    }

    @Test
    void what_cannot_be_deleted_beside_the_record_stays_in_it_and_is_tried_again() {
        due("'2026-03-01T01:00:00Z'", "null");
        away = true;
        forgetAll();
        assertEquals(List.of(1L), database.column("select count(*) from conversation_turn"));
        away = false;
        forgetAll();
        assertEquals(List.of(0L), database.column("select count(*) from conversation_turn"));
    }

    @Test
    void servers_side_by_side_forget_nothing_twice() {
        due("'2026-03-01T01:00:00Z'", "null");
        EntityManager others = database.entities("conversations");
        RecordFurniture second = new RecordFurniture(others, this::now);
        records.getTransaction().begin();
        others.getTransaction().begin();
        assertEquals(1, record.retentions().claim(20, Set.of()).size());
        assertEquals(List.of(), second.retentions().claim(20, Set.of()));
        records.getTransaction().rollback();
        assertEquals(1, second.retentions().claim(20, Set.of()).size(), "who died holds nothing");
        others.getTransaction().rollback();
    }

    @Test
    void what_another_server_forgot_is_deleted_from_the_disk_of_the_one_that_held_the_call() throws IOException {
        due("null", "'2026-03-01T01:00:00Z'");
        forgetSome(server("other"), new HashSet<>());
        lay("conv_1.s16le");
        assertFalse(database.inTransaction(server("other")::someLeft));
        assertTrue(database.inTransaction(forgetting::someLeft));
        assertEquals(List.of("file_1.file"), onDisk());
        assertFalse(database.inTransaction(forgetting::someLeft));
    }

    @Test
    void an_agents_retention_reaches_back_once_for_each_of_its_versions() {
        String privacy =
                "{\"platform_settings\":{\"privacy\":{\"retention_days\":%d,\"delete_transcript_and_pii\":true,"
                        + "\"apply_to_existing_conversations\":%b}}}";
        set(privacy.formatted(10, false));
        reachBack();
        assertEquals(List.of("none"), untils());
        set(privacy.formatted(10, true));
        reachBack();
        assertEquals(List.of("2026-01-12 03:00"), untils());
        run("update conversation set words_until = null");
        reachBack();
        assertEquals(List.of("none"), untils(), "what began under other settings since keeps its own");
        run("update agent set version_id = 'v2'");
        reachBack();
        assertEquals(List.of("2026-01-12 03:00"), untils());
        forgetAll();
        assertEquals(List.of(0L), database.column("select count(*) from conversation_turn"));
    }

    private void set(String document) {
        EndedCalls.execute(database, "update agent set document = ?", document);
    }

    private void reachBack() {
        database.inTransaction(() -> {
            forgetting.reachBack();
            return "";
        });
    }

    private List<Object> untils() {
        return database.column("select coalesce(to_char(words_until at time zone 'UTC', 'YYYY-MM-DD HH24:MI'), 'none')"
                + " from conversation");
    }
}
