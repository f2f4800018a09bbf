package antiphon.conversations.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.UserSaid;
import antiphon.conversations.history.HistoryServer;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.conversations.search.indexing.MessageQueue;
import antiphon.conversations.search.indexing.MessageWorker;
import antiphon.testing.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages get vectors after their call and are found by them, through the door, over a real database. */
class MeaningSearchTest {
    private HistoryServer server;

    @BeforeEach
    void start() {
        server = new HistoryServer();
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void call(Kind kind, String asked, String answered) {
        server.calls.live(kind, new UserSaid(1, asked, false), new AgentResponded(1, answered), KeptCalls.end());
        server.clock.pass(Duration.ofMinutes(1));
    }

    private void twoCalls() {
        call(new Kind("conv_old"), "Where may I leave bicycles overnight?", "There is parking behind the building.");
        call(new Kind("conv_new").of("agent_2"), "What does espresso cost?", "Espresso costs sixteen dollars.");
    }

    private MessageWorker worker() {
        MessageWorker worker = new MessageWorker(server.beans);
        server.database.inTransaction(worker::opens);
        return worker;
    }

    private int indexAll() {
        MessageWorker worker = worker();
        int steps = 0;
        while (server.database.inTransaction(worker::step)) {
            steps++;
        }
        return steps;
    }

    private boolean waits() {
        return server.database.inTransaction(server.beans.get(MessageQueue.class)::waits);
    }

    private Answer search(String words, String more) {
        return server.get("/v1/convai/conversations/messages/smart-search?text_query="
                + URLEncoder.encode(words, StandardCharsets.UTF_8) + more);
    }

    private JsonObject page(String words, String more) {
        Answer answer = search(words, more);
        assertEquals(200, answer.status(), answer::body);
        assertEquals(List.of(), Contract.stated().problems("MessagesSearchResponse", answer.json()));
        return answer.json();
    }

    private List<JsonObject> found(String words, String more) {
        return page(words, more).getJsonArray("results").getValuesAs(JsonObject.class);
    }

    @Test
    void the_nearest_message_comes_first_once_its_call_is_over_and_was_looked_at() {
        twoCalls();
        assertEquals(List.of(), found("parking behind the building", ""));
        assertTrue(waits());
        assertEquals(2, indexAll());
        assertFalse(waits());
        List<JsonObject> messages = found("Is parking behind some building?", "");
        assertEquals(4, messages.size());
        JsonObject first = messages.getFirst();
        assertEquals("conv_old", first.getString("conversation_id"));
        assertEquals("agent_1", first.getString("agent_id"));
        assertEquals("Guide", first.getString("agent_name"));
        assertEquals(1, first.getInt("transcript_index"));
        assertEquals("There is parking behind the building.", first.getString("chunk_text"));
        assertTrue(first.getJsonNumber("score").doubleValue() > 0.5, first::toString);
    }

    @Test
    void filters_hold() {
        twoCalls();
        indexAll();
        assertEquals(2, found("espresso", "&agent_id=agent_2").size());
        assertEquals(
                "conv_old", found("espresso", "&agent_id=agent_1").getFirst().getString("conversation_id"));
        assertEquals(4, found("espresso", "&branch_id=agtbrch_1").size());
        assertEquals(List.of(), found("espresso", "&branch_id=agtbrch_2"));
    }

    @Test
    void pages_show_every_message_once_and_from_the_nearest_on() {
        for (int i = 0; i < 4; i++) {
            call(new Kind("conv_" + i), "What does espresso cost?", "Espresso costs sixteen dollars.");
        }
        indexAll();
        List<String> seen = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = page("espresso cost", "&page_size=3&cursor=" + cursor);
            for (JsonObject message : page.getJsonArray("results").getValuesAs(JsonObject.class)) {
                seen.add(message.getString("conversation_id") + " " + message.getInt("transcript_index"));
                scores.add(message.getJsonNumber("score").doubleValue());
            }
            cursor = page.getString("next_cursor", "");
        } while (!cursor.isEmpty());
        assertEquals(8, seen.size());
        assertEquals(8, seen.stream().distinct().count());
        assertEquals(scores.stream().sorted(java.util.Comparator.reverseOrder()).toList(), scores);
    }

    @Test
    void of_a_long_message_the_part_is_shown_that_fits() {
        String beans = "All about beans and roasting of beans. ".repeat(60);
        call(new Kind("conv_long"), "Tell me everything, please!", beans + "Parking costs nothing. " + beans);
        indexAll();
        List<JsonObject> messages = found("parking costs nothing", "");
        assertEquals(2, messages.size());
        String part = messages.getFirst().getString("chunk_text");
        assertTrue(part.contains("Parking costs nothing."), part);
        assertTrue(part.length() <= 1_000, () -> "characters: " + part.length());
    }

    @Test
    void what_a_worker_that_died_had_claimed_is_done_by_another() {
        twoCalls();
        MessageWorker dead = worker();
        Runnable rest = server.database.inTransaction(dead::claims);
        assertEquals(1, indexAll());
        server.clock.pass(Duration.ofMinutes(3));
        assertTrue(waits());
        assertEquals(1, indexAll());
        server.database.inTransaction(() -> {
            rest.run();
            return 0;
        });
        assertFalse(waits());
        assertEquals(4, found("espresso", "").size());
    }

    @Test
    void what_waits_gives_way_to_calls_that_live_for_five_minutes() {
        server.living = 1;
        call(new Kind("conv_1"), "What does espresso cost?", "Espresso costs sixteen dollars.");
        assertFalse(waits());
        assertEquals(0, indexAll());
        server.clock.pass(Duration.ofMinutes(5));
        assertTrue(waits());
        assertEquals(1, indexAll());
    }

    @Test
    void an_embedder_that_fails_is_asked_again_later() {
        call(new Kind("conv_1"), "What does espresso cost?", "Sixteen dollars.");
        server.embedder.failsNext(1);
        assertEquals(1, indexAll());
        assertFalse(waits());
        server.clock.pass(Duration.ofMinutes(1));
        assertEquals(1, indexAll());
        assertEquals(2, found("espresso", "").size());
        server.embedder.failsNext(1);
        assertEquals(503, search("espresso", "").status());
    }

    @Test
    void another_embedder_looks_at_everything_anew() {
        twoCalls();
        indexAll();
        server.embedder.isCalled("another");
        assertEquals(List.of(), found("espresso", ""));
        assertEquals(2, indexAll());
        assertEquals(4, found("espresso", "").size());
        assertEquals(List.of(4L), server.database.column("select count(*) from message_vector"));
    }

    @Test
    void nothing_of_a_deleted_conversation_is_left() {
        server.keepAgent("agent_1");
        call(new Kind("conv_gone"), "What does espresso cost?", "Sixteen dollars.");
        indexAll();
        assertEquals(
                200,
                server.send("DELETE", "/v1/convai/conversations/conv_gone", "").status());
        assertEquals(List.of(), found("espresso", ""));
        assertEquals(List.of(0L), server.database.column("select count(*) from message_vector"));
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertEquals(
                422,
                server.get("/v1/convai/conversations/messages/smart-search").status());
        for (String bad : List.of("page_size=51", "page_size=many", "cursor=x")) {
            assertEquals(422, search("espresso", "&" + bad).status(), bad);
        }
    }
}
