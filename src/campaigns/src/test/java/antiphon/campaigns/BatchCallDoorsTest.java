package antiphon.campaigns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.telephony.PhoneNumbers;
import antiphon.testing.AgentRows;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.EntityTables;
import antiphon.testing.GivenConfig;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchCallDoorsTest {
    private static final String DOOR = "/v1/convai/batch-calling";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private Instant now = NOW;
    private final TestDatabase database = new TestDatabase();
    private final Wiring beans = new Wiring(database::entities)
            .with(InstantSource.class, () -> now)
            .with(Config.class, GivenConfig.SECRETIVE);
    private final Doors doors =
            new Doors(database, List.of(beans.get(CallerFilter.class)), List.of(beans.get(BatchCallsResource.class)));
    private String admin = "";
    private String number = "";

    @BeforeAll
    void furnish() {
        AgentRows.agent(database, "agent_1", "Ann 1", "{}");
        AgentRows.agent(database, "agent_2", "Ann 2", "{}");
        AgentRows.branch(database, "agent_1", "agtbrch_try", "Try");
        admin = database.inTransaction(() -> beans.get(ApiKeys.class).issue("admin", Role.ADMIN, null, Actor.SERVER))
                .secret();
        JsonObject sent = Json.createObjectBuilder()
                .add("provider", "twilio")
                .add("phone_number", "+442079460000")
                .add("label", "Ours")
                .add("sid", "AC1")
                .add("token", "t")
                .build();
        number = database.inTransaction(() -> beans.get(PhoneNumbers.class).create(sent, Actor.SERVER))
                .id();
    }

    @AfterAll
    void close() throws IOException {
        doors.close();
        database.close();
    }

    private Answer send(String method, String path, String body) {
        return doors.send(method, path, admin, body);
    }

    private String order(String recipients) {
        return "{'call_name':'Reminders','agent_id':'agent_1','agent_phone_number_id':'" + number + "','recipients':"
                + recipients + "}";
    }

    private JsonObject submitted(String recipients) {
        JsonObject batch = send("POST", DOOR + "/submit", order(recipients)).fine();
        assertEquals(List.of(), Contract.stated().problems("BatchCallResponse", batch));
        return batch;
    }

    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws SQLException {
        assertEquals(List.of(), EntityTables.differences(database, "campaigns"));
    }

    @Test
    void a_list_is_kept_and_stays_pending() {
        JsonObject batch =
                submitted("[{'phone_number':'+44 20 7946 0001','id':'one','conversation_initiation_client_data':"
                        + "{'dynamic_variables':{'name':'Bea'}}},{'phone_number':'+442079460002'}]");
        assertEquals("pending", batch.getString("status"));
        assertEquals(2, batch.getInt("total_calls_scheduled"));
        assertEquals(0, batch.getInt("total_calls_dispatched"));
        assertEquals("Ann 1", batch.getString("agent_name"));
        assertEquals("twilio", batch.getString("phone_provider"));
        assertEquals(NOW.getEpochSecond(), batch.getInt("scheduled_time_unix"));
        JsonObject detailed =
                send("GET", DOOR + "/" + batch.getString("id"), "").fine();
        assertEquals(List.of(), Contract.stated().problems("BatchCallDetailedResponse", detailed));
        JsonObject first = detailed.getJsonArray("recipients").getJsonObject(0);
        assertEquals("+442079460001", first.getString("phone_number"));
        assertEquals(
                "Bea",
                first.getJsonObject("conversation_initiation_client_data")
                        .getJsonObject("dynamic_variables")
                        .getString("name"));
    }

    @Test
    void a_list_may_be_for_later_on_a_branch_in_an_environment() {
        JsonObject batch = send(
                        "POST",
                        DOOR + "/submit",
                        order("[{'phone_number':'+442079460001'}]")
                                .replace(
                                        "{'call_name'",
                                        "{'scheduled_time_unix':1800000000,'timezone':'Europe/Berlin',"
                                                + "'branch_id':'agtbrch_try','environment':'staging','target_concurrency_limit':3,"
                                                + "'telephony_call_config':{'ringing_timeout_secs':20},'call_name'"))
                .fine();
        assertEquals(1800000000, batch.getInt("scheduled_time_unix"));
        assertEquals("Europe/Berlin", batch.getString("timezone"));
        assertEquals("Try", batch.getString("branch_name"));
        assertEquals(20, batch.getJsonObject("telephony_call_config").getInt("ringing_timeout_secs"));
        assertEquals(3, batch.getInt("target_concurrency_limit"));
    }

    @Test
    void who_is_cancelled_may_be_called_again() {
        String at = DOOR + "/" + submitted("[{'phone_number':'+442079460001'}]").getString("id");
        assertEquals(409, send("POST", at + "/retry", "").status());
        JsonObject cancelled = send("POST", at + "/cancel", "").fine();
        assertEquals(List.of(), Contract.stated().problems("BatchCallResponse", cancelled));
        assertEquals("cancelled", cancelled.getString("status"));
        assertEquals(409, send("POST", at + "/cancel", "").status());
        JsonObject retried = send("POST", at + "/retry", "").fine();
        assertEquals("pending", retried.getString("status"));
        assertEquals(1, retried.getInt("retry_count"));
        assertEquals(204, send("DELETE", at, "").status());
        for (String path : List.of("", "/export")) {
            assertEquals(404, send("GET", at + path, "").status());
        }
        for (String path : List.of("/cancel", "/retry")) {
            assertEquals(404, send("POST", at + path, "").status());
        }
        assertEquals(404, send("DELETE", at, "").status());
    }

    @Test
    void a_list_is_exported_as_comma_separated_values() {
        String at = DOOR + "/"
                + submitted("[{'id':'a,b','phone_number':'+442079460001'},{'id':'c','phone_number':'+442079460002'}]")
                        .getString("id");
        Answer csv = send("GET", at + "/export", "");
        assertEquals(200, csv.status());
        String[] lines = csv.body().split("\r\n");
        assertEquals(3, lines.length);
        assertEquals("recipient_id,phone_number,status,conversation_id,created_at,updated_at", lines[0]);
        assertTrue(lines[1].startsWith("\"a,b\",+442079460001,pending,,2026-01-02T03:04:05Z"), lines[1]);
        assertEquals(2, send("GET", at + "/export?limit=1", "").body().split("\r\n").length);
        assertEquals(
                "[[\"query\",\"limit\"]]",
                send("GET", at + "/export?limit=0", "").locs());
    }

    @Test
    void what_a_spreadsheet_would_take_for_a_formula_is_exported_as_text() {
        String at = DOOR + "/"
                + submitted("[{'id':'=HYPERLINK(1)','phone_number':'+442079460001'},"
                                + "{'id':'+1+1','phone_number':'+442079460002'},"
                                + "{'id':'@SUM(1,2)','phone_number':'+442079460003'},"
                                + "{'id':'-2','phone_number':'+442079460004'}]")
                        .getString("id");
        String[] lines = send("GET", at + "/export", "").body().split("\r\n");
        assertTrue(lines[1].startsWith("\"'=HYPERLINK(1)\",+442079460001,"), lines[1]);
        assertTrue(lines[2].startsWith("\"'+1+1\",+442079460002,"), lines[2]);
        assertTrue(lines[3].startsWith("\"'@SUM(1,2)\",+442079460003,"), lines[3]);
        assertTrue(lines[4].startsWith("\"'-2\",+442079460004,"), lines[4]);
    }

    @Test
    void lists_are_shown_the_newest_first_page_by_page() {
        now = NOW.plusSeconds(60);
        String older = submitted("[{'phone_number':'+442079460001'}]").getString("id");
        now = NOW.plusSeconds(120);
        String newer = submitted("[{'phone_number':'+442079460001'}]").getString("id");
        now = NOW;
        JsonObject page = send("GET", DOOR + "/workspace?limit=1", "").fine();
        assertEquals(List.of(), Contract.stated().problems("WorkspaceBatchCallsResponse", page));
        assertEquals(newer, page.getJsonArray("batch_calls").getJsonObject(0).getString("id"));
        assertTrue(page.getBoolean("has_more"));
        JsonObject next = send("GET", DOOR + "/workspace?limit=1&last_doc=" + page.getString("next_doc"), "")
                .fine();
        assertEquals(older, next.getJsonArray("batch_calls").getJsonObject(0).getString("id"));
        assertEquals(
                0,
                send("GET", DOOR + "/workspace?agent_id=agent_2", "")
                        .fine()
                        .getJsonArray("batch_calls")
                        .size());
        assertEquals(
                "[[\"query\",\"last_doc\"]]",
                send("GET", DOOR + "/workspace?last_doc=x", "").locs());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        String fine = order("[{'phone_number':'+442079460001'}]");
        String at = DOOR + "/submit";
        assertEquals(
                "[[\"body\",\"recipients\",1,\"phone_number\"], [\"body\",\"recipients\",1,\"id\"]]",
                send("POST", at, order("[{'id':'a','phone_number':'+442079460001'},{'id':'a','phone_number':'5'}]"))
                        .locs());
        assertEquals(
                "[[\"body\",\"recipients\"]]", send("POST", at, order("[]")).locs());
        assertEquals(
                "[[\"body\",\"agent_id\"]]",
                send("POST", at, fine.replace("agent_1", "agent_no")).locs());
        assertEquals(
                "[[\"body\",\"agent_phone_number_id\"]]",
                send("POST", at, fine.replace(number, "phnum_no")).locs());
        assertEquals(
                "[[\"body\",\"timezone\"]]",
                send("POST", at, fine.replace("{'call_name'", "{'timezone':'Moon/Base','call_name'"))
                        .locs());
        assertEquals(
                "[[\"body\",\"call_name\"]]",
                send("POST", at, fine.replace("Reminders", " ")).locs());
        assertEquals(
                501,
                send("POST", at, fine.replace("{'phone_number'", "{'whatsapp_user_id':'w','phone_number'"))
                        .status());
        assertTrue(send("POST", at, "{}").locs().contains("call_name"));
    }
}
