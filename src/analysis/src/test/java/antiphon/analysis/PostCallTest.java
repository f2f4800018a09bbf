package antiphon.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.analysis.AnalysedCalls.Material;
import antiphon.analysis.judging.Answers;
import antiphon.analysis.judging.RuleAnalyst;
import antiphon.api.Refusal;
import antiphon.api.contract.Contract;
import antiphon.conversations.record.PostCalls;
import antiphon.conversations.record.PostCalls.Claim;
import antiphon.conversations.record.RecordFurniture;
import antiphon.identity.Actor;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What happens after a call. */
class PostCallTest extends AfterCalls {
    @Test
    void a_conversation_that_ended_is_analysed_once_done_and_told_of_in_one_transaction() {
        assertEquals("processing", shown("conv_1").getString("status"));
        write(claim("worker_1").orElseThrow());

        JsonObject shown = shown("conv_1");
        assertEquals("done", shown.getString("status"));
        assertEquals(List.of(), Contract.stated().problems("GetConversationResponseModel", shown));
        JsonObject analysis = shown.getJsonObject("analysis");
        assertEquals(List.of(), Contract.stated().problems("ConversationHistoryAnalysisCommonModel", analysis));
        assertEquals("success", analysis.getString("call_successful"));
        assertEquals(
                7,
                analysis.getJsonObject("data_collection_results")
                        .getJsonObject("bags")
                        .getInt("value"));
        assertEquals(List.of("post_call_transcription"), database.column("select event_type from webhook_delivery"));
        JsonObject told = stored(
                (String) database.column("select payload from webhook_delivery").getFirst());
        assertEquals(shown, told.getJsonObject("data"));
        assertEquals(List.of(RuleAnalyst.NAME), database.column("select analyst from call_analysis"));
        assertFalse(database.inTransaction(postCalls::due));
    }

    private static JsonObject stored(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Test
    void two_sweeps_at_once_claim_nothing_twice() {
        ended("conv_2");
        EntityManager others = database.entities("conversations");
        PostCalls second = new RecordFurniture(others, this::now).postCalls();
        records.getTransaction().begin();
        others.getTransaction().begin();
        String mine = postCalls.claim("worker_1").orElseThrow().conversationId();
        String theirs = second.claim("worker_2").orElseThrow().conversationId();
        assertTrue(second.claim("worker_2").isEmpty());
        records.getTransaction().commit();
        others.getTransaction().commit();
        assertEquals(
                List.of("conv_1", "conv_2"),
                List.of(mine, theirs).stream().sorted().toList());
    }

    @Test
    void what_a_dead_server_held_is_taken_over_within_a_minute_and_its_late_answer_is_dropped() {
        Claim dead = claim("worker_dead").orElseThrow();
        assertTrue(claim("worker_2").isEmpty());
        now = now.plus(Duration.ofSeconds(30));
        database.inTransaction(() -> {
            postCalls.renew("worker_dead");
            return "";
        });
        now = now.plus(Duration.ofSeconds(30));
        assertTrue(claim("worker_2").isEmpty(), "it was renewed");
        now = now.plus(Duration.ofSeconds(30));
        Claim heir = claim("worker_2").orElseThrow();
        assertEquals(2, heir.attempts());

        write(heir);
        write(dead);
        assertEquals(1, database.column("select id from webhook_delivery").size());
    }

    @Test
    void leases_are_renewed_while_a_chunk_is_written_and_neither_waits_for_the_other() {
        ended("conv_2");
        Claim first = claim("worker_1").orElseThrow();
        Claim second = claim("worker_1").orElseThrow();
        now = now.plus(Duration.ofSeconds(30));
        EntityManager others = database.entities("conversations");
        PostCalls timer = new RecordFurniture(others, this::now).postCalls();
        records.getTransaction().begin();
        assertTrue(postCalls.finish(first));
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            others.getTransaction().begin();
            timer.renew("worker_1");
            others.getTransaction().commit();
        });
        records.getTransaction().commit();
        now = now.plus(Duration.ofSeconds(30));
        assertTrue(claim("worker_2").isEmpty(), "it was renewed");
        assertEquals(List.of(second.conversationId()), database.column("select conversation_id from post_call"));
    }

    @Test
    void what_a_chunk_gave_back_is_read_again() {
        claim("worker_1");
        release("worker_1", List.of());
        Claim second = claim("worker_2").orElseThrow();
        assertEquals("conv_1", second.conversationId());
        assertEquals(2, second.attempts());
        release("worker_2", List.of("conv_1"));
        assertEquals(2, claim("worker_3").orElseThrow().attempts(), "what nobody touched was no attempt");
    }

    private void release(String worker, List<String> untouched) {
        database.inTransaction(() -> {
            postCalls.release(worker, untouched);
            return "";
        });
    }

    @Test
    void many_are_claimed_at_once_and_of_what_somebody_took_over_nothing_is_kept() {
        ended("conv_2");
        ended("conv_3");
        List<Claim> claims = database.inTransaction(() -> postCalls.claim("worker_1", 20));
        assertEquals(3, claims.size());
        now = now.plus(PostCalls.LEASE);
        Claim taken = claim("worker_2").orElseThrow();
        claims.forEach(this::write);
        assertEquals(2, database.column("select id from webhook_delivery").size());
        assertEquals(List.of(taken.conversationId()), database.column("select conversation_id from post_call"));
        write(taken);
        assertEquals(
                List.of("conv_1", "conv_2", "conv_3"),
                database.column("select conversation_id from webhook_delivery order by 1"));
    }

    @Test
    void a_model_that_fails_holds_nobody_up_and_its_reason_is_kept() {
        analyst = questions -> Answers.none("broken", "The model broken failed: It is away.");
        write(claim("worker_1").orElseThrow());
        JsonObject shown = shown("conv_1");
        assertEquals("done", shown.getString("status"));
        assertEquals("unknown", shown.getJsonObject("analysis").getString("call_successful"));
        assertEquals(
                List.of("The model broken failed: It is away."), database.column("select problem from call_analysis"));

        analyst = new RuleAnalyst(Optional.empty());
        JsonObject again = opinions.run("conv_1", Actor.SERVER);
        assertEquals("success", again.getJsonObject("analysis").getString("call_successful"));
        assertEquals(1, database.column("select id from webhook_delivery").size(), "who looks again tells nobody");
    }

    @Test
    void who_looks_again_in_vain_is_told_so_and_what_was_known_stays() {
        write(claim("worker_1").orElseThrow());
        JsonObject known = shown("conv_1").getJsonObject("analysis");
        analyst = questions -> Answers.none("broken", "The model broken failed: It is away.");
        Refusal.Unavailable refused =
                assertThrows(Refusal.Unavailable.class, () -> opinions.run("conv_1", Actor.SERVER));
        assertTrue(refused.message().contains("It is away."), refused.message());
        assertThrows(
                Refusal.Unavailable.class,
                () -> opinions.evaluate("conv_1", json("{'evaluation_id':'polite'}"), Actor.SERVER));
        assertEquals(known, shown("conv_1").getJsonObject("analysis"));
    }

    @Test
    void one_criterion_is_judged_anew_and_an_unknown_one_is_refused() {
        analyst = questions -> Answers.none("broken", "Away.");
        write(claim("worker_1").orElseThrow());
        analyst = new RuleAnalyst(Optional.empty());
        JsonObject body = json("{'evaluation_id':'polite'}");
        JsonObject judged = opinions.evaluate("conv_1", body, Actor.SERVER).getJsonObject("analysis");
        assertTrue(lockedOnChange, "so that nobody who judges at the same time takes it back");
        assertEquals("success", judged.getString("call_successful"));
        assertEquals("Away.", judged.getString("transcript_summary"));
        assertThrows(
                Refusal.NotFound.class,
                () -> opinions.evaluate("conv_1", json("{'evaluation_id':'none'}"), Actor.SERVER));
        assertThrows(Refusal.Invalid.class, () -> opinions.evaluate("conv_1", json("{}"), Actor.SERVER));
    }

    @Test
    void a_call_of_zero_retention_is_analysed_and_told_of_and_then_not_a_word_of_it_is_kept() {
        EndedCalls.execute(database, "update conversation set words_until = started_at");
        write(claim("worker_1").orElseThrow());

        JsonObject told = stored((String)
                        database.column("select payload from webhook_delivery").getFirst())
                .getJsonObject("data");
        assertEquals(2, told.getJsonArray("transcript").size());
        assertEquals(
                7,
                told.getJsonObject("analysis")
                        .getJsonObject("data_collection_results")
                        .getJsonObject("bags")
                        .getInt("value"));
        JsonObject shown = shown("conv_1");
        assertEquals("done", shown.getString("status"));
        assertTrue(shown.getJsonArray("transcript").isEmpty());
        assertEquals("success", shown.getJsonObject("analysis").getString("call_successful"));
        assertEquals("", shown.getJsonObject("analysis").getString("transcript_summary"));
        assertTrue(shown.getJsonObject("analysis")
                .getJsonObject("data_collection_results")
                .isEmpty());
        assertEquals(
                List.of(true), database.column("select fleeting from webhook_delivery"), "it goes when it is told");
        Refusal.Conflict refused = assertThrows(Refusal.Conflict.class, () -> opinions.run("conv_1", Actor.SERVER));
        assertEquals("conversation_forgotten", refused.status());
    }

    @Test
    void a_conversation_that_goes_on_is_not_analysed() {
        EndedCalls.begin(database, "conv_9", "agent_1");
        assertThrows(Refusal.Conflict.class, () -> opinions.run("conv_9", Actor.SERVER));
        assertThrows(Refusal.NotFound.class, () -> opinions.run("conv_none", Actor.SERVER));
    }

    @Test
    void one_at_which_servers_die_again_and_again_is_given_up() {
        Claim poisonous = new Claim("conv_1", "worker_1", 6, true, false);
        Material material = job.analyse(poisonous).finding().material();
        assertEquals("conv_1", material.conversation().id());
        assertTrue(job.analyse(poisonous).finding().answers().problem().isPresent());
    }

    @Test
    void nothing_is_held_while_somebody_thinks_about_a_conversation_anew() {
        write(claim("worker_1").orElseThrow());
        analyst = questions -> {
            assertFalse(entities.getTransaction().isActive());
            assertFalse(records.getTransaction().isActive());
            return new RuleAnalyst(Optional.empty()).answer(questions);
        };
        opinions.run("conv_1", Actor.SERVER);
        opinions.evaluate("conv_1", json("{'evaluation_id':'polite'}"), Actor.SERVER);
        assertEquals(
                List.of("conversation.analyse", "conversation.evaluate"),
                database.column("select action from audit_entry where subject_id = 'conv_1' order by action"));
    }
}
