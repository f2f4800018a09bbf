package antiphon.conversations.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.api.contract.Contract;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.UserSaid;
import antiphon.conversations.history.HistoryServer;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.testing.Answer;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Messages are found by their words, through the door, over a real database. */
class MessageSearchTest {
    private static HistoryServer server;

    @BeforeAll
    static void keepSomeCalls() {
        server = new HistoryServer();
        server.calls.live(
                new Kind("conv_old"),
                new UserSaid(1, "What is your refund policy?", false),
                new AgentResponded(1, "Our refund policy: refunds within 30 days."),
                KeptCalls.end());
        server.clock.pass(Duration.ofMinutes(1));
        server.calls.live(
                new Kind("conv_new").of("agent_2"),
                new UserSaid(1, "Grüße! Hat der Laden (geöffnet), und gilt die Refund Policy noch?", false),
                KeptCalls.end());
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static Answer search(String words, String more) {
        return server.get("/v1/convai/conversations/messages/text-search?text_query="
                + URLEncoder.encode(words, StandardCharsets.UTF_8) + more);
    }

    private static List<JsonObject> found(String words, String more) {
        Answer answer = search(words, more);
        assertEquals(200, answer.status(), answer::body);
        assertEquals(List.of(), Contract.stated().problems("MessagesSearchResponse", answer.json()));
        return answer.json().getJsonArray("results").getValuesAs(JsonObject.class);
    }

    @Test
    void all_words_or_their_beginnings_are_to_be_in_a_message() {
        assertEquals(3, found("REFUND policy", "").size());
        assertEquals(1, found("polic 30", "").size());
        assertEquals(1, found("\"refund policy\" noch", "").size());
        assertEquals("conv_new", found("grüß", "").getFirst().getString("conversation_id"));
        assertEquals(List.of(), found("refund giraffe", ""));
        assertEquals(List.of(), found("!& | ( ':*", ""));
    }

    @Test
    void the_words_are_shown_where_they_stand() {
        JsonObject message = found("geöffnet", "").getFirst();
        String marked = message.getJsonArray("chunk_highlights").getValuesAs(JsonObject.class).stream()
                .map(segment -> segment.getBoolean("is_hit")
                        ? "[" + segment.getString("value") + "]"
                        : segment.getString("value"))
                .collect(Collectors.joining());
        assertEquals("Grüße! Hat der Laden ([geöffnet]), und gilt die Refund Policy noch?", marked);
        assertEquals(0, message.getInt("transcript_index"));
    }

    @Test
    void pages_go_by_score_or_by_time_and_filters_hold() {
        for (String order : List.of("search_score", "created_at")) {
            String cursor = "";
            int seen = 0;
            do {
                JsonObject page = search("refund policy", "&page_size=1&sort_by=" + order + "&cursor=" + cursor)
                        .json();
                seen += page.getJsonArray("results").size();
                cursor = page.getString("next_cursor", "");
            } while (!cursor.isEmpty());
            assertEquals(3, seen, order);
        }
        assertEquals(
                "conv_new", found("refund", "&sort_by=created_at").getFirst().getString("conversation_id"));
        assertEquals(1, found("refund", "&agent_id=agent_2").size());
        assertEquals(2, found("refund", "&visited_agent_ids=agent_1").size());
        assertEquals(List.of(), found("refund", "&tool_names=weather"));
    }

    @Test
    void what_cannot_be_is_refused_by_name() {
        assertEquals(
                422, server.get("/v1/convai/conversations/messages/text-search").status());
        for (String bad : List.of("sort_by=mood", "page_size=51", "cursor=x", "summary_mode=loud", "rating_min=0")) {
            assertEquals(422, search("refund", "&" + bad).status(), bad);
        }
    }
}
