package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnowledgeUseTest extends KnowledgeDoors {
    @Test
    void what_agents_use_is_kept_from_deletion_unless_forced() {
        String folder = folder("Beans", "");
        String id = text("Hours", "We open at nine.");
        server.send("POST", KNOWLEDGE + "/" + id + "/move", "{\"move_to\":\"" + folder + "\"}");
        String direct = agentWith("text", id, "auto");
        String through = agentWith("folder", folder, "auto");
        JsonObject all = get(KNOWLEDGE + "/" + id + "/dependent-agents");
        fits("GetKnowledgeBaseDependentAgentsResponseModel", all);
        assertEquals(2, all.getJsonArray("agents").size());
        assertEquals(List.of(direct), agents(get(KNOWLEDGE + "/" + id + "/dependent-agents?dependent_type=direct")));
        assertEquals(
                List.of(through), agents(get(KNOWLEDGE + "/" + id + "/dependent-agents?dependent_type=transitive")));
        JsonObject bulk = server.send(
                        "POST", KNOWLEDGE + "/dependent-agents?page_size=1", "{\"document_ids\":[\"" + id + "\"]}")
                .json();
        assertTrue(bulk.getBoolean("has_more"));
        JsonObject summaries = get(KNOWLEDGE + "/summaries?document_ids=" + id + "&document_ids=kb_none");
        assertEquals("success", summaries.getJsonObject(id).getString("status"));
        assertEquals(404, summaries.getJsonObject("kb_none").getInt("error_code"));
        assertEquals(
                1, get("/v1/convai/agent/" + direct + "/knowledge-base/size").getInt("number_of_pages"));
        assertEquals(409, server.send("DELETE", KNOWLEDGE + "/" + id, "").status());
        JsonObject refused = server.send("POST", KNOWLEDGE + "/bulk-delete", "{\"document_ids\":[\"" + id + "\"]}")
                .json();
        assertEquals(409, refused.getJsonObject(id).getInt("error_code"));
        JsonObject forced = server.send(
                        "POST", KNOWLEDGE + "/bulk-delete", "{\"document_ids\":[\"" + id + "\"],\"force\":true}")
                .json();
        assertEquals("success", forced.getJsonObject(id).getString("status"));
    }

    @Test
    void what_only_a_branch_of_an_agent_uses_is_used_too() {
        String id = text("Hours", "We open at nine.");
        String agent = agentWith("text", text("Other", "Nothing."), "auto");
        String version = get("/v1/convai/agents/" + agent).getString("version_id");
        Answer branched = server.send(
                "POST",
                "/v1/convai/agents/" + agent + "/branches",
                "{\"parent_version_id\":\"" + version + "\",\"name\":\"Try\",\"description\":\"\","
                        + "\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[{\"type\":\"text\","
                        + "\"name\":\"n\",\"id\":\"" + id + "\"}]}}}}");
        assertEquals(200, branched.status(), branched.body());
        assertEquals(List.of(agent), agents(get(KNOWLEDGE + "/" + id + "/dependent-agents")));
        assertEquals(409, server.send("DELETE", KNOWLEDGE + "/" + id, "").status());
    }

    @Test
    void an_agent_cannot_use_what_is_not_there_or_more_than_its_prompt_holds() {
        Answer missing = server.send(
                "POST",
                "/v1/convai/agents/create",
                json("{'conversation_config':{'agent':{'prompt':{'knowledge_base':[{'type':'text','name':'n','id':'kb_none'}]}}}}")
                        .toString());
        assertEquals(422, missing.status(), missing.body());
        assertTrue(missing.body().contains("\"knowledge_base\",0,\"id\""), missing.body());
        String id = text("Long", "word ".repeat(70_000));
        Answer tooLong = server.send(
                "POST",
                "/v1/convai/agents/create",
                ("{\"conversation_config\":{\"agent\":{\"prompt\":{\"knowledge_base\":[{\"type\":\"text\",\"name\":\"n\",\"id\":\""
                        + id + "\"}]}}}}"));
        assertEquals(422, tooLong.status(), tooLong.body());
        assertTrue(tooLong.body().contains("300000 characters"), tooLong.body());
    }
}
