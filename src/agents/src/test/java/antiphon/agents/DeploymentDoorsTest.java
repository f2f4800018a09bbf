package antiphon.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.identity.Role;
import jakarta.json.JsonObject;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeploymentDoorsTest extends BranchDoors {
    @Test
    void calls_are_shared_out_as_deployed_and_each_caller_keeps_to_a_branch() {
        String branch = branch("Try", "");
        String quarter = shares(main, "75", branch, "25");
        JsonObject deployed = ok(post("/deployments", quarter));
        fits("AgentDeploymentResponse", deployed);
        assertEquals(
                25, deployed.getJsonObject("traffic_percentage_branch_id_map").getInt(branch));
        int met = 0;
        Set<String> again = new HashSet<>();
        for (int i = 0; i < 400; i++) {
            String caller = "caller " + i;
            String one = server.agents.met(agent, caller).branchId();
            assertEquals(one, server.agents.met(agent, caller).branchId());
            if (one.equals(branch)) {
                met++;
                again.add(caller);
            }
        }
        assertTrue(met > 60 && met < 140, "of 400 callers " + met + " met the branch");
        ok(post("/deployments", shares(main, "50", branch, "50")));
        again.forEach(
                caller -> assertEquals(branch, server.agents.met(agent, caller).branchId()));

        JsonObject history = ok(server.send("GET", AGENTS + agent + "/deployments?page_size=1", ""));
        fits("ListResponseAgentDeploymentHistoryItem", history);
        assertEquals(2, history.getJsonObject("meta").getInt("total"));
        assertTrue(history.getJsonArray("results").getJsonObject(0).getBoolean("is_active"));
        JsonObject older = ok(server.send("GET", AGENTS + agent + "/deployments?page_size=1&page=2", ""));
        assertFalse(older.getJsonArray("results").getJsonObject(0).getBoolean("is_active"));
    }

    private static String shares(String one, String percent, String other, String rest) {
        return "{'deployment_request':{'requests':[" + share(one, percent) + "," + share(other, rest) + "]}}";
    }

    private static String share(String branch, String percent) {
        return "{'branch_id':'" + branch + "','deployment_strategy':{'type':'percentage','traffic_percentage':"
                + percent + "}}";
    }

    @Test
    void shares_that_make_no_sense_are_refused() {
        String branch = branch("Try", "");
        String requests = "[\"body\",\"deployment_request\",\"requests\"";
        assertEquals("422 [" + requests + "]]", deploy(share(main, "50") + "," + share(branch, "40")));
        assertEquals(
                "422 [" + requests + ",1], " + requests + "]]", deploy(share(main, "60") + "," + share(main, "40")));
        assertTrue(deploy(share(main, "101")).startsWith("422"));
        assertEquals("404 branch_not_found", deploy(share("agtbrch_no", "100")));
        changeBranch(branch, "{'is_archived':true}");
        assertEquals("409 branch_archived", deploy(share(branch, "100")));
    }

    private String deploy(String requests) {
        return refused(post("/deployments", "{'deployment_request':{'requests':[" + requests + "]}}"));
    }

    @Test
    void a_live_branch_hands_its_share_on_when_it_is_merged() {
        String branch = branch("Try", "");
        change(branch, greeting("Hey"));
        ok(post(
                "/deployments",
                "{'deployment_request':{'requests':[" + share(main, "90") + "," + share(branch, "10") + "]}}"));
        String at = AGENTS + agent + "/branches/" + branch;
        assertEquals("409 branch_live", refused(server.send("PATCH", at, text("{'is_archived':true}"))));
        server.now = server.now.plusSeconds(1);
        ok(post("/branches/" + branch + "/merge?target_branch_id=" + main, "{}"));
        JsonObject newest = ok(server.send("GET", AGENTS + agent + "/deployments", ""))
                .getJsonArray("results")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(item -> item.getBoolean("is_active"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                100, newest.getJsonObject("traffic_percentage_branch_id_map").getInt(main));
    }

    @Test
    void a_draft_is_kept_for_whoever_wrote_it() {
        String draft = "{'name':'Ann','conversation_config':{'agent':{'first_message':'Draft'}},'platform_settings':{},"
                + "'workflow':{}}";
        ok(post("/drafts?branch_id=" + main, draft));
        JsonObject own = ok(server.send("GET", AGENTS + agent + "/branches", ""))
                .getJsonArray("results")
                .getJsonObject(0);
        assertTrue(own.getBoolean("draft_exists"));
        assertFalse(own.getBoolean("draft_is_behind_tip"));
        Answer others =
                server.send("GET", AGENTS + agent + "/branches", Optional.of(server.key(Role.EDITOR)), "", new byte[0]);
        assertFalse(ok(others).getJsonArray("results").getJsonObject(0).getBoolean("draft_exists"));
        assertEquals("Hi", said(state("")));
        String branch = branch("From draft", ",'include_draft':true");
        assertEquals("Draft", said(state("?branch_id=" + branch)));
        change(main, greeting("Gone on"));
        assertTrue(ok(server.send("GET", AGENTS + agent + "/branches", ""))
                .getJsonArray("results")
                .getJsonObject(0)
                .getBoolean("draft_is_behind_tip"));
        ok(server.send("DELETE", AGENTS + agent + "/drafts?branch_id=" + main, ""));
        assertEquals(
                "404 draft_not_found",
                refused(server.send("DELETE", AGENTS + agent + "/drafts?branch_id=" + main, "")));
        assertEquals("422 [[\"query\",\"branch_id\"]]", refused(post("/drafts", draft)));
        assertTrue(refused(post("/drafts?branch_id=" + main, "{}")).startsWith("422"));
    }
}
