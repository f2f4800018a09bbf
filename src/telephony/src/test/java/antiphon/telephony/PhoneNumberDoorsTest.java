package antiphon.telephony;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.identity.Actor;
import antiphon.identity.ApiKeys;
import antiphon.identity.CallerFilter;
import antiphon.identity.Role;
import antiphon.testing.AgentRows;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import antiphon.testing.EntityTables;
import antiphon.testing.GivenConfig;
import antiphon.testing.TestDatabase;
import antiphon.testing.Wiring;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
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
class PhoneNumberDoorsTest {
    private static final String DOOR = "/v1/convai/phone-numbers";
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    private final TestDatabase database = new TestDatabase();
    private final Wiring beans = new Wiring(database::entities)
            .with(InstantSource.class, () -> NOW)
            .with(Config.class, GivenConfig.SECRETIVE);
    private final PhoneNumbers numbers = beans.get(PhoneNumbers.class);
    private final Doors doors = new Doors(
            database,
            List.of(beans.get(CallerFilter.class)),
            List.of(beans.get(PhoneNumbersResource.class), beans.get(NumberPagesResource.class)));
    private String admin = "";
    private int made;

    @BeforeAll
    void furnish() {
        AgentRows.agent(database, "agent_1", "Ann 1", "{}");
        AgentRows.agent(database, "agent_2", "Ann 2", "{}");
        AgentRows.branch(database, "agent_1", "agtbrch_try", "Try");
        admin = database.inTransaction(() -> beans.get(ApiKeys.class).issue("admin", Role.ADMIN, null, Actor.SERVER))
                .secret();
    }

    @AfterAll
    void close() throws IOException {
        doors.close();
        database.close();
    }

    private Answer send(String method, String path, String body) {
        return doors.send(method, path, admin, body);
    }

    private String fresh() {
        return "+4420794600" + (10 + made++);
    }

    private String create(String body) {
        JsonObject answer = send("POST", DOOR, body).fine();
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
        JsonObject number = shown.fine();
        assertEquals(List.of(), Contract.stated().problems("GetPhoneNumberTwilioResponseModel", number));
        assertEquals("+442079460999", number.getString("phone_number"));
        assertEquals("Ann 1", number.getJsonObject("assigned_agent").getString("agent_name"));
        assertFalse(shown.body().contains("hush"));
        assertFalse(
                database.column("select document from phone_number").toString().contains("hush"),
                "nor does it stand in the database as it is");
        assertEquals(
                List.of("{}"),
                List.of(send("DELETE", DOOR + "/" + id, "").fine().toString()));
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

        send(
                        "PATCH",
                        DOOR + "/" + id,
                        "{'outbound_trunk_config':{'address':'other.example.com',"
                                + "'credentials':{'username':'out'}},'store_sip_messages':false,'label':'New'}")
                .fine();
        assertEquals("hush-out", password(id, "outbound"));
        assertEquals("hush-in", password(id, "inbound"));
        JsonObject changed = send(
                        "PATCH",
                        DOOR + "/" + id,
                        "{'outbound_trunk_config':{'address':'third.example.com',"
                                + "'credentials':{'username':'somebody else'}},'inbound_trunk_config':null}")
                .fine();
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
        JsonObject assigned = send(
                        "PATCH",
                        DOOR + "/" + id,
                        "{'agent_id':'agent_1','branch_id':'agtbrch_try','environment':'staging'}")
                .fine();
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
        JsonObject moved =
                send("PATCH", DOOR + "/" + id, "{'agent_id':'agent_2'}").fine();
        assertTrue(moved.getJsonObject("assigned_agent").isNull("branch_id"));
        JsonObject nobody = send("PATCH", DOOR + "/" + id, "{'agent_id':null}").fine();
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
        JsonObject first = send("GET", pages + "?page_size=1&sort_by=label", "").fine();
        assertEquals(List.of(), Contract.stated().problems("GetPhoneNumbersPageResponseModel", first));
        assertEquals(
                exotel,
                first.getJsonArray("phone_numbers").getJsonObject(0).getString("phone_number_id"),
                "by label, the last first");
        JsonObject rest = send(
                        "GET", pages + "?page_size=100&sort_by=label&cursor=" + first.getString("next_cursor"), "")
                .fine();
        assertFalse(rest.toString().contains(exotel));
        assertEquals(
                1,
                send("GET", pages + "?search=zeb", "")
                        .fine()
                        .getJsonArray("phone_numbers")
                        .size());
        assertEquals(
                0,
                send("GET", pages + "?supports_outbound=false", "")
                        .fine()
                        .getJsonArray("phone_numbers")
                        .size());
        assertEquals(
                "[[\"query\",\"sort_by\"]]",
                send("GET", pages + "?sort_by=colour", "").locs());
        assertEquals(
                "[[\"query\",\"cursor\"]]", send("GET", pages + "?cursor=x", "").locs());
        assertEquals(
                "[[\"query\",\"provider\"]]",
                send("GET", DOOR + "?provider=pigeon", "").locs());
    }

    @Test
    void no_sip_message_was_ever_sent() {
        String id = twilio(fresh(), "");
        JsonObject messages = send("GET", DOOR + "/" + id + "/sip-messages", "").fine();
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
        assertEquals(
                "[[\"body\",\"phone_number\"]]",
                send("POST", DOOR, again.replace(number, "020 7946")).locs());
        assertEquals(
                "[[\"body\",\"agent_id\"]]",
                send("POST", DOOR, again.replace(number, fresh()).replace("'l'", "'l','agent_id':'agent_no'"))
                        .locs());
        assertEquals(
                "[[\"body\",\"token\"]]",
                send("POST", DOOR, again.replace(",'token':'t'", "")).locs());
        assertTrue(send("POST", DOOR, again.replace("'label'", "'provider':'pigeon','label'"))
                .locs()
                .contains("provider"));
        String at = DOOR + "/" + id;
        assertEquals(
                "[[\"body\",\"branch_id\"]]",
                send("PATCH", at, "{'agent_id':'agent_2','branch_id':'agtbrch_try'}")
                        .locs());
        assertEquals(
                "[[\"body\",\"branch_id\"]]",
                send("PATCH", at, "{'branch_id':'agtbrch_try'}").locs());
        assertEquals(
                "[[\"body\",\"outbound_trunk_config\"]]",
                send("PATCH", at, "{'outbound_trunk_config':{'address':'a'}}").locs());
        assertEquals(404, send("PATCH", DOOR + "/phnum_no", "{}").status());
        assertEquals(404, send("DELETE", DOOR + "/phnum_no", "").status());
    }
}
