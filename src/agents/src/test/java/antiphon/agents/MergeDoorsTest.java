package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import org.junit.jupiter.api.Test;

class MergeDoorsTest extends BranchDoors {
    @Test
    void a_merge_brings_what_only_the_source_changed() {
        String branch = branch("Try", "");
        change(branch, "{'conversation_config':{'agent':{'first_message':'Hey'},'tts':{'speed':1.1}}}");
        change(main, "{'conversation_config':{'agent':{'language':'de'}},'tags':['a','b']}");
        JsonObject preview = ok(server.send(
                "GET", AGENTS + agent + "/branches/" + branch + "/merge-preview?target_branch_id=" + main, ""));
        fits("MergePreviewResponseModel", preview);
        assertEquals("Hey", said(preview));
        assertEquals(0, preview.getJsonArray("conflicts").size());
        assertFalse(preview.getBoolean("source_identical_to_target"));
        assertEquals("Hi", said(state("")), "a preview changes nothing");

        ok(post("/branches/" + branch + "/merge?target_branch_id=" + main, "{}"));
        JsonObject merged = state("");
        JsonObject config = merged.getJsonObject("conversation_config");
        assertEquals("Hey", said(merged));
        assertEquals("de", config.getJsonObject("agent").getString("language"));
        assertEquals("1.1", String.valueOf(config.getJsonObject("tts").get("speed")));
        assertEquals(2, merged.getJsonArray("tags").size());
        JsonObject version = ok(server.send("GET", AGENTS + agent + "/versions/" + merged.getString("version_id"), ""));
        assertEquals(branch, version.getJsonObject("parents").getString("merged_from_branch_id"));
        JsonObject source = ok(server.send("GET", AGENTS + agent + "/branches/" + branch, ""));
        assertTrue(source.getBoolean("is_archived"));
        assertEquals(
                "409 branch_archived",
                refused(server.send("PATCH", AGENTS + agent + "?branch_id=" + branch, text(greeting("x")))));
    }

    @Test
    void what_both_sides_changed_is_a_conflict_that_force_settles() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        change(main, greeting("Hello"));
        String at = "/branches/" + branch + "/merge";
        JsonObject conflict = ok(server.send("GET", AGENTS + agent + at + "-preview?target_branch_id=" + main, ""))
                .getJsonArray("conflicts")
                .getJsonObject(0);
        fits("FieldConflict", conflict);
        assertEquals("conversation_config.agent.first_message", conflict.getString("path"));
        assertEquals("Hi", conflict.getString("base_value"));
        assertEquals("409 merge_conflict", refused(post(at + "?target_branch_id=" + main, "{}")));
        JsonObject forced =
                ok(server.send("GET", AGENTS + agent + at + "-preview?force=true&target_branch_id=" + main, ""));
        assertEquals(
                "[\"conversation_config.agent.first_message\"]",
                forced.getJsonArray("overridden_fields").toString());
        ok(post(at + "?target_branch_id=" + main, "{'force':true,'archive_source_branch':false}"));
        assertEquals("Hey", said(state("")));
        change(branch, greeting("Hey you"));
        ok(post(at + "?target_branch_id=" + main, "{}"));
        assertEquals("Hey you", said(state("")), "after a merge both sides have it in common");
        assertEquals("422 [[\"query\",\"target_branch_id\"]]", refused(post(at, "{}")));
        assertEquals(
                "422 [[\"query\",\"target_branch_id\"]]",
                refused(post("/branches/" + main + "/merge?target_branch_id=" + main, "{}")));
        assertEquals(
                "409 main_branch",
                refused(post("/branches/" + main + "/merge?target_branch_id=" + branch("Third", ""), "{}")));
    }

    @Test
    void a_rebase_puts_a_branch_upon_the_newest_of_main() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        change(main, "{'conversation_config':{'agent':{'language':'de'}}}");
        JsonObject preview = ok(server.send("GET", AGENTS + agent + "/branches/" + branch + "/rebase-preview", ""));
        fits("MergePreviewResponseModel", preview);
        assertEquals(branch, preview.getString("branch_id"));
        fits("AgentBranchResponse", ok(post("/branches/" + branch + "/rebase", "{}")));
        JsonObject there = state("?branch_id=" + branch);
        assertEquals("Hey", said(there));
        assertEquals(
                "de",
                there.getJsonObject("conversation_config")
                        .getJsonObject("agent")
                        .getString("language"));
        JsonObject version = ok(server.send("GET", AGENTS + agent + "/versions/" + there.getString("version_id"), ""));
        assertEquals(
                state("").getString("version_id"),
                version.getJsonObject("parents").getString("rebased_from_version_id"));
        change(main, greeting("Hello"));
        assertEquals("409 merge_conflict", refused(post("/branches/" + branch + "/rebase", "{}")));
    }

    @Test
    void a_branch_may_follow_the_main_branch() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        changeBranch(branch, "{'auto_rebase':true}");
        change(main, "{'conversation_config':{'agent':{'language':'de'}}}");
        JsonObject there = state("?branch_id=" + branch);
        assertEquals("Hey", said(there));
        assertEquals(
                "de",
                there.getJsonObject("conversation_config")
                        .getJsonObject("agent")
                        .getString("language"));
        change(main, greeting("Hello"));
        assertEquals("Hey", said(state("?branch_id=" + branch)), "what conflicts is left to its owner");
    }
}
