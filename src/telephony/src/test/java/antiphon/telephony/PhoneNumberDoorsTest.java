package antiphon.telephony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.AgentsDesk;
import antiphon.agents.secrets.SealedDesk;
import antiphon.api.contract.Contract;
import antiphon.identity.Entrance;
import antiphon.identity.Role;
import antiphon.testing.EntityTables;
import antiphon.testing.TestDatabase;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.core.ResteasyDeploymentImpl;
import org.jboss.resteasy.mock.MockHttpRequest;
import org.jboss.resteasy.mock.MockHttpResponse;
import org.jboss.resteasy.spi.ResteasyDeployment;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneNumberDoorsTest {
    private static final String DOOR = "/v1/convai/phone-numbers";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TestDatabase database = new TestDatabase();
    private final Entrance entrance = new Entrance(database, () -> NOW);
    private final String admin = entrance.key(Role.ADMIN);
    private final PhoneNumbers numbers = new PhoneNumbers();
    private final ResteasyDeployment doors = new ResteasyDeploymentImpl();
    private int made;

    private record Answer(int status, String body) {
        JsonObject json() {
            return value().asJsonObject();
        }

        JsonValue value() {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readValue();
            }
        }
    }

    @BeforeAll
    void open(@TempDir Path directory) {
        numbers.entities = database.entities("telephony");
        numbers.clock = () -> NOW;
        numbers.audit = entrance.audit();
        numbers.secrets = SealedDesk.in(directory);
        numbers.agents = new AgentsDesk(database).agents();
        PhoneNumbersResource door = new PhoneNumbersResource();
        door.numbers = numbers;
        door.caller = entrance.caller();
        NumberPagesResource pages = new NumberPagesResource();
        pages.numbers = numbers;
        doors.setProviders(entrance.providers());
        doors.setResources(List.of(door, pages));
        doors.start();
    }

    @AfterAll
    void close() throws IOException {
        doors.stop();
        database.close();
    }

    private Answer send(String method, String path, String body) {
        try {
            MockHttpRequest request = MockHttpRequest.create(method, path)
                    .accept("application/json")
                    .header("xi-api-key", admin);
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
            return new Answer(response.getStatus(), response.getContentAsString());
        } catch (URISyntaxException | IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static JsonObject ok(Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        return answer.json();
    }

    private static String locs(Answer answer) {
        assertEquals(422, answer.status(), answer.body());
        return answer.json().getJsonArray("detail").getValuesAs(JsonObject.class).stream()
                .map(problem -> problem.getJsonArray("loc").toString())
                .toList()
                .toString();
    }

    private String fresh() {
        return "+4420794600" + (10 + made++);
    }

    private String create(String body) {
        JsonObject answer = ok(send("POST", DOOR, body));
        assertEquals(List.of(), Contract.stated().problems("CreatePhoneNumberResponseModel", answer));
        return answer.getString("phone_number_id");
    }

    private String twilio(String number, String more) {
        return create("{'provider':'twilio','phone_number':'" + number + "','label':'Twilio','sid':'AC1',"
                + "'token':'hush-token'" + more + "}");
    }

    @Test
    void every_entity_has_the_columns_of_its_table_and_no_others() throws SQLException {
        assertEquals(List.of(), EntityTables.differences(database, "telephony"));
    }

    @Test
    void a_number_of_twilio_comes_back_in_its_one_form_without_its_secrets() {
        String id = twilio("+44 20 7946 0999", ",'agent_id':'agent_1'");
        Answer shown = send("GET", DOOR + "/" + id, "");
        JsonObject number = ok(shown);
        assertEquals(List.of(), Contract.stated().problems("GetPhoneNumberTwilioResponseModel", number));
        assertEquals("+442079460999", number.getString("phone_number"));
        assertEquals("Ann 1", number.getJsonObject("assigned_agent").getString("agent_name"));
        assertFalse(shown.body().contains("hush"));
        assertFalse(
                database.column("select document from phone_number").toString().contains("hush"),
                "nor does it stand in the database as it is");
        assertEquals(
                List.of("{}"), List.of(ok(send("DELETE", DOOR + "/" + id, "")).toString()));
        assertEquals(404, send("GET", DOOR + "/" + id, "").status());
    }

    @Test
    void a_sip_trunk_shows_all_but_its_passwords_which_stay_while_the_user_does() {
        String id = create("{'provider':'sip_trunk','phone_number':'" + fresh() + "','label':'Trunk',"
                + "'inbound_trunk_config':{'allowed_addresses':['198.51.100.0/24'],'credentials':{'username':'in',"
                + "'password':'hush-in'}},'outbound_trunk_config':{'address':'sip.example.com','transport':'tls',"
                + "'credentials':{'username':'out','password':'hush-out'},'headers':{'X-A':'b'}}}");
        Answer shown = send("GET", DOOR + "/" + id, "");
        assertFalse(shown.body().contains("hush"));
        assertEquals(List.of(), Contract.stated().problems("GetPhoneNumberSIPTrunkResponseModel", shown.json()));
        JsonObject outbound = shown.json().getJsonObject("outbound_trunk");
        assertEquals("tls", outbound.getString("transport"));
        assertTrue(outbound.getBoolean("has_auth_credentials"));
        assertEquals("out", outbound.getString("username"));
        assertEquals("in", shown.json().getJsonObject("inbound_trunk").getString("username"));

        ok(send(
                "PATCH",
                DOOR + "/" + id,
                "{'outbound_trunk_config':{'address':'other.example.com',"
                        + "'credentials':{'username':'out'}},'store_sip_messages':false,'label':'New'}"));
        assertEquals("hush-out", password(id, "outbound"));
        assertEquals("hush-in", password(id, "inbound"));
        JsonObject changed = ok(send(
                "PATCH",
                DOOR + "/" + id,
                "{'outbound_trunk_config':{'address':'third.example.com',"
                        + "'credentials':{'username':'somebody else'}},'inbound_trunk_config':null}"));
        assertEquals("null", password(id, "outbound"));
        assertEquals(JsonValue.NULL, changed.get("inbound_trunk"));
        assertFalse(changed.getBoolean("store_sip_messages"));
        assertEquals("New", changed.getString("label"));
    }

    private String password(String id, String trunk) {
        return database.inTransaction(() -> numbers.find(id)
                .access(numbers.secrets.sealFor("phone-numbers"))
                .hidden()
                .getString(trunk + "_trunk_config.credentials.password", "null"));
    }

    @Test
    void an_agent_is_assigned_and_taken_away_and_knows_its_numbers() {
        String id = twilio(fresh(), "");
        JsonObject assigned = ok(send(
                "PATCH", DOOR + "/" + id, "{'agent_id':'agent_1','branch_id':'agtbrch_try','environment':'staging'}"));
        JsonObject agent = assigned.getJsonObject("assigned_agent");
        assertEquals("agtbrch_try", agent.getString("branch_id"));
        assertEquals("staging", agent.getString("environment"));
        JsonArray answered = database.inTransaction(() -> numbers.answeredBy("agent_1"));
        assertTrue(answered.toString().contains(id));
        assertEquals(
                1,
                send("GET", DOOR + "?branch_id=agtbrch_try", "")
                        .value()
                        .asJsonArray()
                        .size());
        JsonObject moved = ok(send("PATCH", DOOR + "/" + id, "{'agent_id':'agent_2'}"));
        assertTrue(moved.getJsonObject("assigned_agent").isNull("branch_id"));
        JsonObject nobody = ok(send("PATCH", DOOR + "/" + id, "{'agent_id':null}"));
        assertTrue(nobody.isNull("assigned_agent"));
    }

    @Test
    void numbers_are_listed_whole_or_page_by_page() {
        String exotel = create(
                "{'provider':'exotel','phone_number':'" + fresh() + "','label':'Zebra','account_sid':'a',"
                        + "'api_key':'hush-key','api_token':'hush-token','api_subdomain':'api.exotel.com','app_id':'1'}");
        twilio(fresh(), "");
        JsonArray all = send("GET", DOOR + "?provider=exotel", "").value().asJsonArray();
        assertEquals(1, all.size());
        assertEquals(List.of(), Contract.stated().problems("GetPhoneNumberExotelResponseModel", all.get(0)));
        String pages = "/v1/convai/v2/phone-numbers";
        JsonObject first = ok(send("GET", pages + "?page_size=1&sort_by=label", ""));
        assertEquals(List.of(), Contract.stated().problems("GetPhoneNumbersPageResponseModel", first));
        assertEquals(
                exotel,
                first.getJsonArray("phone_numbers").getJsonObject(0).getString("phone_number_id"),
                "by label, the last first");
        JsonObject rest =
                ok(send("GET", pages + "?page_size=100&sort_by=label&cursor=" + first.getString("next_cursor"), ""));
        assertFalse(rest.toString().contains(exotel));
        assertEquals(
                1,
                ok(send("GET", pages + "?search=zeb", ""))
                        .getJsonArray("phone_numbers")
                        .size());
        assertEquals(
                0,
                ok(send("GET", pages + "?supports_outbound=false", ""))
                        .getJsonArray("phone_numbers")
                        .size());
        assertEquals("[[\"query\",\"sort_by\"]]", locs(send("GET", pages + "?sort_by=colour", "")));
        assertEquals("[[\"query\",\"cursor\"]]", locs(send("GET", pages + "?cursor=x", "")));
        assertEquals("[[\"query\",\"provider\"]]", locs(send("GET", DOOR + "?provider=pigeon", "")));
    }

    @Test
    void no_sip_message_was_ever_sent() {
        String id = twilio(fresh(), "");
        JsonObject messages = ok(send("GET", DOOR + "/" + id + "/sip-messages", ""));
        assertEquals(List.of(), Contract.stated().problems("GetSIPLogMessagesResponse", messages));
        assertEquals(0, messages.getJsonArray("sip_messages").size());
        assertEquals(404, send("GET", DOOR + "/phnum_no/sip-messages", "").status());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        String number = fresh();
        String id = twilio(number, "");
        String again = "{'phone_number':'" + number + "','label':'l','sid':'s','token':'t'}";
        assertEquals(409, send("POST", DOOR, again).status());
        assertEquals("[[\"body\",\"phone_number\"]]", locs(send("POST", DOOR, again.replace(number, "020 7946"))));
        assertEquals(
                "[[\"body\",\"agent_id\"]]",
                locs(send("POST", DOOR, again.replace(number, fresh()).replace("'l'", "'l','agent_id':'agent_no'"))));
        assertEquals("[[\"body\",\"token\"]]", locs(send("POST", DOOR, again.replace(",'token':'t'", ""))));
        assertTrue(locs(send("POST", DOOR, again.replace("'label'", "'provider':'pigeon','label'")))
                .contains("provider"));
        String at = DOOR + "/" + id;
        assertEquals(
                "[[\"body\",\"branch_id\"]]",
                locs(send("PATCH", at, "{'agent_id':'agent_2','branch_id':'agtbrch_try'}")));
        assertEquals("[[\"body\",\"branch_id\"]]", locs(send("PATCH", at, "{'branch_id':'agtbrch_try'}")));
        assertEquals(
                "[[\"body\",\"outbound_trunk_config\"]]",
                locs(send("PATCH", at, "{'outbound_trunk_config':{'address':'a'}}")));
        assertEquals(404, send("PATCH", DOOR + "/phnum_no", "{}").status());
        assertEquals(404, send("DELETE", DOOR + "/phnum_no", "").status());
    }
}
