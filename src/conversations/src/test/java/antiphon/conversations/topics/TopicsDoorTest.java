package antiphon.conversations.topics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Cursor;
import antiphon.api.contract.Contract;
import antiphon.conversations.history.HistoryServer;
import antiphon.conversations.record.Analyses;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.conversations.record.Retentions;
import antiphon.conversations.topics.discovery.DiscoveryQueue;
import antiphon.conversations.topics.discovery.TopicWorker;
import antiphon.identity.Role;
import antiphon.testing.Answer;
import antiphon.testing.Doors;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Topics are found after analyses and shown through the door, over a real database. */
class TopicsDoorTest {
    private static final String PATH = "/v1/convai/agents/agent_1/topics";
    private static final String REFUND = "Refund of a broken grinder";
    private static final String PARKING = "Parking behind the building";

    private HistoryServer server;

    @BeforeEach
    void start() {
        server = new HistoryServer();
        server.keepAgent("agent_1");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void call(String id, String about, String success) {
        server.calls.live(new Kind(id), KeptCalls.end());
        analyse(id, about, success);
        server.clock.pass(Duration.ofMinutes(1));
    }

    private void analyse(String id, String about, String success) {
        analyse(id, """
                {'call_successful':'%s','transcript_summary':'%s was what was wanted.','call_summary_title':'%s',
                 'evaluation_criteria_results':{'polite':{'criteria_id':'polite','result':'%s','rationale':'-'}},
                 'data_collection_results':{}}
                """.formatted(success, about, about, success));
    }

    private void analyse(String id, String analysis) {
        try (JsonReader reader = Json.createReader(new StringReader(analysis.replace('\'', '"')))) {
            JsonObject json = reader.readObject();
            server.database.inTransaction(() -> {
                server.beans.get(Analyses.class).keep(id, json);
                return id;
            });
        }
    }

    /** Four about refunds, of which one went well, and three about parking. */
    private void sevenCalls() {
        for (int i = 0; i < 4; i++) {
            call("conv_refund_" + i, REFUND + " " + "please ".repeat(i).strip(), i == 0 ? "success" : "failure");
        }
        for (int i = 0; i < 3; i++) {
            call("conv_parking_" + i, PARKING, i == 0 ? "unknown" : "success");
        }
    }

    private int search() {
        TopicWorker worker = new TopicWorker(server.beans);
        int steps = 0;
        while (waits() && server.database.inTransaction(worker::step)) {
            steps++;
        }
        return steps;
    }

    private boolean waits() {
        return server.database.inTransaction(server.beans.get(DiscoveryQueue.class)::waits);
    }

    private void forget(String id) {
        server.database.inTransaction(() -> {
            server.beans.get(Retentions.class).forgetWords(id, "here");
            return id;
        });
    }

    private JsonObject page(String query) {
        return server.shown(PATH + "?" + query, "GetAgentTopicsResponseModel");
    }

    private List<JsonObject> topics(String query) {
        return page(query).getJsonArray("topics").getValuesAs(JsonObject.class);
    }

    private List<Integer> counts(String query) {
        return topics(query).stream()
                .map(each -> each.getInt("conversation_count"))
                .toList();
    }

    private List<String> labels(String query) {
        return topics(query).stream()
                .map(each ->
                        each.getString("label").replaceFirst("( please)+$", "").strip())
                .toList();
    }

    private String idOf(String label) {
        return topics("").stream()
                .filter(each -> each.getString("label").startsWith(label))
                .findFirst()
                .orElseThrow()
                .getString("topic_id");
    }

    private Set<String> members(String topic) {
        return server
                .get("/v1/convai/conversations?topic_ids=" + topic)
                .fine()
                .getJsonArray("conversations")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> each.getString("conversation_id"))
                .collect(Collectors.toSet());
    }

    private void refuses(String query, String name) {
        Answer answer = server.get(PATH + "?" + query);
        assertEquals(422, answer.status(), answer::body);
        assertEquals(
                List.of("query", name),
                answer.json().getJsonArray("detail").getJsonObject(0).getJsonArray("loc").stream()
                        .map(each -> ((jakarta.json.JsonString) each).getString())
                        .toList());
    }

    @Test
    void topics_are_found_once_conversations_were_analysed() {
        JsonObject none = page("");
        assertTrue(none.getJsonArray("topics").isEmpty());
        assertEquals(0, none.getInt("aggregated_run_count"));
        assertFalse(waits());
        sevenCalls();
        assertTrue(waits());
        assertEquals(1, search());
        JsonObject page = page("");
        assertEquals(1, page.getInt("aggregated_run_count"));
        assertFalse(page.getBoolean("has_more"));
        assertEquals(List.of(REFUND, PARKING), labels(""));
        JsonObject parking = topics("").getLast();
        assertEquals(PARKING, parking.getString("label"));
        assertEquals(PARKING + " was what was wanted.", parking.getString("description"));
        assertEquals(3, parking.getInt("conversation_count"));
        assertEquals(1.0, parking.getJsonNumber("success_rate").doubleValue());
        assertTrue(parking.getString("topic_id").startsWith("topic_"));
        assertTrue(parking.isNull("parent_topic_id"));
        assertTrue(parking.isNull("x_2d"));
        assertTrue(parking.getJsonObject("metrics").isNull("sentiment"));
    }

    @Test
    void how_conversations_of_a_topic_went_is_counted() {
        sevenCalls();
        search();
        JsonObject refunds = topics("").getFirst();
        assertEquals(0.25, refunds.getJsonNumber("success_rate").doubleValue());
        JsonObject polite = topics("")
                .getLast()
                .getJsonObject("metrics")
                .getJsonArray("evaluation_criteria")
                .getJsonObject(0);
        assertEquals("polite", polite.getString("criteria_id"));
        assertEquals(2, polite.getInt("success_count"));
        assertEquals(0, polite.getInt("failure_count"));
        assertEquals(1, polite.getInt("unknown_count"));
        JsonObject bare = topics("include_evaluation_criteria=false").getLast().getJsonObject("metrics");
        assertTrue(bare.getJsonArray("evaluation_criteria").isEmpty());
        assertEquals(3, bare.getInt("conversation_count"));
    }

    @Test
    void only_conversations_that_began_in_the_window_count() {
        long start = server.clock.instant().getEpochSecond();
        long day = Duration.ofDays(1).toSeconds();
        long midnight = start - start % day;
        sevenCalls();
        search();
        JsonObject whole = page("");
        assertEquals(server.clock.instant().getEpochSecond(), whole.getInt("window_end_unix_secs"));
        assertEquals(midnight - 30 * day, whole.getInt("window_start_unix_secs"));
        assertEquals(List.of(4, 1), counts("to_unix_secs=" + (start + 240)));
        assertEquals(List.of(), counts("to_unix_secs=" + (start - 1)));
        server.clock.pass(Duration.ofDays(31));
        assertEquals(List.of(), counts(""));
        assertEquals(List.of(4, 3), counts("from_unix_secs=" + start));
        // The contract's windows begin with a day.
        assertEquals(List.of(4, 3), counts("from_unix_secs=" + (start + 3600)));
        assertEquals(midnight, page("from_unix_secs=" + (start + 3600)).getInt("window_start_unix_secs"));
        assertEquals(List.of(), counts("from_unix_secs=" + (midnight + day)));
    }

    @Test
    void topics_are_sorted_and_those_of_which_nothing_is_known_come_last() {
        sevenCalls();
        for (int i = 0; i < 5; i++) {
            call("conv_price_" + i, "Prices of espresso coffee", "unknown");
        }
        search();
        String price = "Prices of espresso coffee";
        assertEquals(List.of(price, REFUND, PARKING), labels(""));
        assertEquals(List.of(PARKING, REFUND, price), labels("sort_direction=asc"));
        assertEquals(List.of(PARKING, REFUND, price), labels("sort_by=success_rate"));
        assertEquals(List.of(REFUND, PARKING, price), labels("sort_by=success_rate&sort_direction=asc"));
        assertTrue(topics("").getFirst().isNull("success_rate"));
        // Nobody measures these: no topic has a number, and none comes before another but by its size.
        assertEquals(List.of(price, REFUND, PARKING), labels("sort_by=sentiment&sort_direction=asc"));
        assertEquals(List.of(price, REFUND, PARKING), labels("sort_by=frustration"));
    }

    @Test
    void pages_show_every_topic_once_and_of_one_window() {
        sevenCalls();
        for (int i = 0; i < 3; i++) {
            call("conv_price_" + i, "Prices of espresso coffee", "unknown");
        }
        search();
        for (String order :
                List.of("sort_by=conversations", "sort_by=success_rate&sort_direction=asc", "sort_by=frustration")) {
            List<String> seen = new ArrayList<>();
            List<Integer> ends = new ArrayList<>();
            String cursor = "";
            do {
                JsonObject page = page(order + "&page_size=1&cursor=" + cursor);
                page.getJsonArray("topics")
                        .getValuesAs(JsonObject.class)
                        .forEach(each -> seen.add(each.getString("topic_id")));
                ends.add(page.getInt("window_end_unix_secs"));
                cursor = page.getString("next_cursor", "");
                assertEquals(!cursor.isEmpty(), page.getBoolean("has_more"));
                server.clock.pass(Duration.ofSeconds(10));
            } while (!cursor.isEmpty());
            assertEquals(3, seen.stream().distinct().count());
            assertEquals(3, seen.size());
            assertEquals(1, ends.stream().distinct().count());
        }
        String cursor = page("page_size=1").getString("next_cursor");
        refuses("sort_by=success_rate&cursor=" + cursor, "cursor");
        refuses("from_unix_secs=1&cursor=" + cursor, "cursor");
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        refuses("page_size=0", "page_size");
        refuses("page_size=101", "page_size");
        refuses("sort_by=length", "sort_by");
        refuses("sort_direction=sideways", "sort_direction");
        refuses("from_unix_secs=yesterday", "from_unix_secs");
        refuses("from_unix_secs=20&to_unix_secs=10", "from_unix_secs");
        refuses("to_unix_secs=-1", "to_unix_secs");
        refuses("include_evaluation_criteria=perhaps", "include_evaluation_criteria");
        refuses("cursor=made-up", "cursor");
        for (String end : List.of("9223372036854775807", "-1", "1e9")) {
            String made = new Cursor("topics.conversations.desc", List.of("0", end, "1", "1", "topic_1")).asText();
            refuses("cursor=" + made, "cursor");
        }
        assertEquals(404, server.get("/v1/convai/agents/agent_0/topics").status());
    }

    @Test
    void who_may_look_at_conversations_may_look_at_topics() {
        String viewer = server.key(Role.VIEWER);
        assertEquals(
                200,
                server.send("GET", PATH, Optional.of(viewer), "application/json", new byte[0])
                        .status());
        assertEquals(401, server.anonymously(Doors.request("GET", PATH)).status());
    }

    @Test
    void conversations_are_listed_by_their_topics() {
        sevenCalls();
        search();
        String parking = idOf(PARKING);
        assertEquals(Set.of("conv_parking_0", "conv_parking_1", "conv_parking_2"), members(parking));
        assertEquals(7, members(parking + "&topic_ids=" + idOf(REFUND)).size());
        assertEquals(Set.of(), members("topic_0"));
    }

    @Test
    void a_topic_stays_the_same_while_conversations_come() {
        sevenCalls();
        search();
        String parking = idOf(PARKING);
        String refund = idOf(REFUND);
        for (int i = 3; i < 9; i++) {
            call("conv_parking_" + i, PARKING, "success");
        }
        assertEquals(1, search());
        assertEquals(List.of(PARKING, REFUND), labels(""));
        assertEquals(parking, idOf(PARKING));
        assertEquals(refund, idOf(REFUND));
        assertEquals(9, members(parking).size());
        assertEquals(2, page("").getInt("aggregated_run_count"));
    }

    @Test
    void who_has_no_like_belongs_to_no_topic_and_few_are_none() {
        call("conv_1", PARKING, "success");
        call("conv_2", PARKING, "success");
        call("conv_3", "Weather in the mountains", "success");
        assertEquals(1, search());
        assertEquals(List.of(), topics(""));
        call("conv_4", PARKING, "success");
        assertEquals(1, search());
        assertEquals(Set.of("conv_1", "conv_2", "conv_4"), members(idOf(PARKING)));
    }

    @Test
    void what_is_found_out_anew_is_placed_anew() {
        sevenCalls();
        search();
        analyse("conv_refund_3", PARKING, "success");
        server.clock.pass(Duration.ofMinutes(1));
        assertEquals(1, search());
        assertTrue(members(idOf(PARKING)).contains("conv_refund_3"));
        // The same words with another verdict stay where they are, and are counted anew.
        double before = topics("").getFirst().getJsonNumber("success_rate").doubleValue();
        analyse("conv_refund_3", PARKING, "failure");
        assertTrue(topics("").getFirst().getJsonNumber("success_rate").doubleValue() < before);
        server.clock.pass(Duration.ofMinutes(1));
        assertEquals(0, search());
    }

    @Test
    void no_word_of_a_forgotten_conversation_names_a_topic() {
        sevenCalls();
        search();
        String refund = idOf(REFUND);
        String first = topics("").getFirst().getString("label");
        forget("conv_refund_" + (first.length() - REFUND.length()) / "please ".length());
        JsonObject after = topics("").stream()
                .filter(each -> each.getString("topic_id").equals(refund))
                .findFirst()
                .orElseThrow();
        assertNotEquals(first, after.getString("label"));
        assertTrue(after.getString("label").startsWith(REFUND));
        assertEquals(3, after.getInt("conversation_count"));
        for (int i = 0; i < 4; i++) {
            forget("conv_refund_" + i);
        }
        assertEquals(List.of(PARKING), labels(""));
        assertEquals(Set.of(), members(refund));
        assertEquals(List.of(3L), server.database.column("select count(*) from conversation_topic"));
        analyse("conv_refund_0", REFUND, "success");
        assertEquals(List.of(3L), server.database.column("select count(*) from conversation_topic"));
    }

    @Test
    void nothing_of_a_deleted_conversation_is_left() {
        sevenCalls();
        search();
        server.send("DELETE", "/v1/convai/conversations/conv_parking_1", "").fine();
        assertEquals(
                List.of(0L),
                server.database.column(
                        "select count(*) from conversation_topic where conversation_id = 'conv_parking_1'"));
        assertEquals(2, topics("").getLast().getInt("conversation_count"));
        server.clock.pass(Duration.ofHours(1));
        assertEquals(0, search());
        call("conv_refund_4", REFUND, "success");
        assertEquals(1, search());
        assertEquals(List.of(REFUND), labels(""));
        assertEquals(List.of(1L), server.database.column("select count(*) from topic"));
    }

    @Test
    void what_was_forgotten_or_changed_during_a_search_is_not_placed_by_it() {
        sevenCalls();
        assertTrue(waits());
        Runnable rest = server.database.inTransaction(new TopicWorker(server.beans)::searches);
        forget("conv_parking_0");
        analyse("conv_refund_0", PARKING, "success");
        server.database.inTransaction(() -> {
            rest.run();
            return 0;
        });
        assertEquals(List.of(3, 2), counts(""));
        assertFalse(waits());
        server.clock.pass(Duration.ofMinutes(1));
        assertEquals(1, search());
        assertEquals(Set.of("conv_parking_1", "conv_parking_2", "conv_refund_0"), members(idOf(PARKING)));
    }

    @Test
    void an_agent_is_looked_at_again_after_a_pause_and_only_if_something_is_new() {
        sevenCalls();
        search();
        server.clock.pass(Duration.ofHours(2));
        assertFalse(waits());
        call("conv_8", PARKING, "success");
        search();
        call("conv_9", PARKING, "success");
        server.clock.pass(Duration.ofMinutes(-1));
        assertFalse(waits());
        server.clock.pass(Duration.ofMinutes(1));
        assertTrue(waits());
    }

    @Test
    void what_a_worker_that_died_had_claimed_is_done_by_another() {
        sevenCalls();
        assertTrue(waits());
        Runnable rest = server.database.inTransaction(new TopicWorker(server.beans)::searches);
        assertEquals(0, search());
        server.clock.pass(Duration.ofMinutes(11));
        assertEquals(1, search());
        String parking = idOf(PARKING);
        server.database.inTransaction(() -> {
            rest.run();
            return 0;
        });
        assertEquals(parking, idOf(PARKING));
        assertEquals(1, page("").getInt("aggregated_run_count"));
        assertEquals(List.of(2L), server.database.column("select count(*) from topic"));
    }

    @Test
    void the_search_gives_way_to_calls_that_live_for_five_minutes() {
        server.living = 1;
        sevenCalls();
        assertFalse(waits());
        server.clock.pass(Duration.ofMinutes(5));
        assertEquals(1, search());
    }

    @Test
    void an_embedder_that_fails_is_asked_again_later() {
        sevenCalls();
        server.embedder.failsNext(1);
        assertEquals(1, search());
        assertEquals(List.of(), topics(""));
        assertFalse(waits());
        server.clock.pass(Duration.ofMinutes(1));
        assertEquals(1, search());
        assertEquals(2, topics("").size());
        assertEquals(1, page("").getInt("aggregated_run_count"));
    }

    @Test
    void another_embedder_makes_all_vectors_anew_and_topics_stay() {
        sevenCalls();
        search();
        String parking = idOf(PARKING);
        server.embedder.isCalled("another");
        call("conv_8", PARKING, "success");
        search();
        assertEquals(parking, idOf(PARKING));
        assertEquals(
                List.of(8L),
                server.database.column("select count(*) from conversation_topic where embedder = 'another'"));
    }

    @Test
    void of_many_conversations_the_newest_are_looked_at_and_older_ones_stay_where_they_are() {
        sevenCalls();
        search();
        TopicWorker.looksAt(server.beans, 5);
        for (int i = 3; i < 7; i++) {
            call("conv_parking_" + i, PARKING, "success");
        }
        analyse("conv_refund_0", PARKING, "success");
        server.clock.pass(Duration.ofMinutes(1));
        assertEquals(1, search());
        assertEquals(7, members(idOf(PARKING)).size());
        // Its words are others by now; but it is too old to be looked at.
        assertTrue(members(idOf(REFUND)).contains("conv_refund_0"));
        server.clock.pass(Duration.ofHours(1));
        assertFalse(waits());
    }

    @Test
    void topics_of_one_agent_are_not_those_of_another() {
        server.keepAgent("agent_2");
        sevenCalls();
        for (int i = 0; i < 3; i++) {
            server.calls.live(new Kind("conv_other_" + i).of("agent_2"), KeptCalls.end());
            analyse("conv_other_" + i, PARKING, "success");
        }
        assertEquals(2, search());
        JsonObject other = server.shown("/v1/convai/agents/agent_2/topics", "GetAgentTopicsResponseModel");
        assertEquals(List.of(), Contract.stated().problems("GetAgentTopicsResponseModel", other));
        assertEquals(1, other.getJsonArray("topics").size());
        assertNotEquals(
                idOf(PARKING), other.getJsonArray("topics").getJsonObject(0).getString("topic_id"));
        assertEquals(3, members(idOf(PARKING)).size());
    }
}
