package antiphon.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.Questions;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.api.Query;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.conversations.record.PostCalls.Claim;
import antiphon.identity.Actor;
import jakarta.json.JsonObject;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Looking again at all conversations that a filter names. */
class ReanalysesTest extends AfterCalls {
    /** A model that takes a million tokens in, and says what the rules say. */
    private Answers priced(Questions questions) {
        Answers told = new RuleAnalyst(Optional.empty()).answer(questions);
        return new Answers(
                told.verdicts(),
                told.values(),
                told.success(),
                told.summary(),
                told.title(),
                "gpt-4o",
                told.problem(),
                1_000_000,
                100_000);
    }

    @BeforeEach
    void analyse() {
        write(claim("worker_1").orElseThrow());
        ended("conv_2");
        write(claim("worker_1").orElseThrow());
    }

    private static Query query(String... pairs) {
        MultivaluedHashMap<String, String> parameters = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.add(pairs[i], pairs[i + 1]);
        }
        return Query.of(parameters);
    }

    private JsonObject begin(String... pairs) {
        return database.inTransaction(() -> reanalyses.begin(query(pairs), Actor.SERVER));
    }

    private JsonObject look(JsonObject begun) {
        return database.inTransaction(() -> reanalyses.whole(begun.getString("reanalysis_id")));
    }

    private void work() {
        Optional<Claim> next = claim("worker_1");
        while (next.isPresent()) {
            write(next.get());
            next = claim("worker_1");
        }
    }

    @Test
    void all_that_the_filter_names_are_looked_at_again_and_the_progress_and_the_cost_can_be_read() {
        analyst = this::priced;
        EndedCalls.begin(database, "conv_living", "agent_1");
        ended("conv_forgotten");
        EndedCalls.execute(database, "update conversation set words_gone_at = now() where id = 'conv_forgotten'");
        EndedCalls.execute(database, "delete from post_call");
        JsonObject begun = begin("agent_id", "agent_1", "call_successful", "success");
        assertEquals(2, begun.getInt("matched"));
        assertEquals(2, begun.getInt("pending"));
        assertEquals("in_progress", begun.getString("status"));
        int told = database.column("select id from webhook_delivery").size();

        write(claim("worker_1").orElseThrow());
        assertEquals(1, look(begun).getInt("done"));
        work();
        JsonObject done = look(begun);
        assertEquals(2, done.getInt("done"));
        assertEquals("done", done.getString("status"));
        assertEquals(2_000_000, done.getInt("input_tokens"));
        assertEquals(
                0, new BigDecimal("7").compareTo(done.getJsonNumber("price").bigDecimalValue()));
        assertEquals(told, database.column("select id from webhook_delivery").size(), "webhooks are told nothing");

        JsonObject shown = shown("conv_1");
        assertEquals(List.of(), Contract.stated().problems("GetConversationResponseModel", shown));
        JsonObject charging =
                shown.getJsonObject("metadata").getJsonObject("charging").getJsonObject("analysis");
        assertEquals(2, charging.getJsonObject("total").getInt("runs"));
        assertEquals(
                0,
                new BigDecimal("3.5")
                        .compareTo(charging.getJsonObject("last_run")
                                .getJsonNumber("price")
                                .bigDecimalValue()));
        assertEquals(
                List.of("reanalysis"),
                database.column("select split_part(subject_id, '_', 1) from audit_entry"
                        + " where action = 'conversation.reanalyse'"));
    }

    @Test
    void a_server_that_dies_over_it_is_succeeded_by_another() {
        JsonObject begun = begin();
        assertTrue(claim("worker_dead").isPresent());
        assertTrue(claim("worker_dead").isPresent());
        work();
        assertEquals(2, look(begun).getInt("pending"));
        now = now.plus(Duration.ofMinutes(1));
        work();
        assertEquals(2, look(begun).getInt("done"));
    }

    @Test
    void calls_that_just_ended_go_first() {
        now = now.minus(Duration.ofHours(1));
        begin();
        now = now.plus(Duration.ofHours(1));
        ended("conv_3");
        assertEquals("conv_3", claim("worker_1").orElseThrow().conversationId());
    }

    @Test
    void what_fails_is_told_and_what_was_known_before_stays() {
        analyst = questions -> Answers.none("broken", "The model broken failed: It is away.");
        JsonObject begun = begin();
        work();
        JsonObject failed = look(begun);
        assertEquals(2, failed.getInt("failed"));
        assertEquals("done", failed.getString("status"));
        assertEquals(
                "The model broken failed: It is away.",
                failed.getJsonArray("failures").getJsonObject(0).getString("problem"));
        assertEquals("success", shown("conv_1").getJsonObject("analysis").getString("call_successful"));
    }

    @Test
    void the_criteria_are_those_of_then_or_of_now_as_was_asked_for() {
        agentsNow.put(
                "agent_1",
                json("{'platform_settings':{'evaluation':{'criteria':[{'id':'new','name':'New','type':'prompt',"
                        + "'conversation_goal_prompt':'The agent says “goodbye”.'}]}}}"));
        begin();
        work();
        assertEquals(
                "polite",
                shown("conv_1")
                        .getJsonObject("analysis")
                        .getJsonArray("evaluation_criteria_results_list")
                        .getJsonObject(0)
                        .getString("criteria_id"));
        assertEquals("now", begin("agent_version", "now").getString("agent_version"));
        work();
        JsonObject analysis = shown("conv_1").getJsonObject("analysis");
        assertEquals("failure", analysis.getString("call_successful"));
        assertTrue(analysis.getJsonObject("evaluation_criteria_results").containsKey("new"));
    }

    @Test
    void what_is_cancelled_is_not_done_unless_somebody_else_waits_for_it() {
        JsonObject first = begin();
        JsonObject second = begin("search", "bags");
        JsonObject cancelled =
                database.inTransaction(() -> reanalyses.cancel(first.getString("reanalysis_id"), Actor.SERVER));
        assertEquals(2, cancelled.getInt("cancelled"));
        assertEquals(2, look(second).getInt("pending"));
        database.inTransaction(() -> reanalyses.cancel(second.getString("reanalysis_id"), Actor.SERVER));
        assertEquals(List.of(), database.column("select conversation_id from post_call"));
        assertEquals("cancelled", look(second).getString("status"));
    }

    @Test
    void a_misspelt_filter_is_refused_rather_than_everything_looked_at() {
        Refusal.Invalid refusal = assertThrows(Refusal.Invalid.class, () -> begin("agnet_id", "agent_1"));
        assertEquals(
                Map.of("agnet_id", 1L),
                Map.of(refusal.problems().getFirst().path().getLast(), (long)
                        refusal.problems().size()));
        assertThrows(Refusal.Invalid.class, () -> begin("call_successful", "perhaps"));
        assertThrows(Refusal.NotFound.class, () -> database.inTransaction(() -> reanalyses.whole("reanalysis_none")));
    }

    @Test
    void they_are_listed_the_newest_first() {
        begin();
        now = now.plus(Duration.ofMinutes(1));
        JsonObject newest = begin("agent_id", "agent_1");
        var page = database.inTransaction(() -> reanalyses.page(query("page_size", "1")));
        assertEquals(newest.getString("reanalysis_id"), page.items().getFirst().getString("reanalysis_id"));
        assertTrue(page.next().isPresent());
    }
}
