package antiphon.conversations.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.contract.Contract;
import antiphon.call.CallNews.AgentResponded;
import antiphon.call.CallNews.GuardrailTriggered;
import antiphon.call.CallNews.ToolAnswered;
import antiphon.call.CallNews.ToolWanted;
import antiphon.call.CallNews.UserSaid;
import antiphon.call.Ruling.Breach;
import antiphon.call.ToolBox;
import antiphon.call.Watch.Subject;
import antiphon.conversations.record.Analyses;
import antiphon.conversations.record.KeptCalls;
import antiphon.conversations.record.KeptCalls.Kind;
import antiphon.language.ToolUse;
import antiphon.testing.Answer;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists of conversations by every filter of the contract, through the door, over a real database. */
class ConversationListDoorTest {
    private static final ToolUse WEATHER = new ToolUse("t1", "weather", "{}");
    private static HistoryServer server;

    @BeforeAll
    static void keepSomeCalls() {
        server = new HistoryServer();
        KeptCalls calls = server.calls;
        calls.live(new Kind("conv_plain"), new UserSaid(1, "I want a refund", false), KeptCalls.end());
        server.clock.pass(Duration.ofMinutes(1));
        calls.live(
                new Kind("conv_tool").of("agent_2").by("user_2").from("widget"),
                new ToolWanted(1, WEATHER),
                new ToolAnswered(1, WEATHER, ToolBox.Answer.of("21")),
                new AgentResponded(1, "It is sunny."),
                new GuardrailTriggered(1, Subject.AGENT, List.of(new Breach("violence", "", "it"))),
                new GuardrailTriggered(1, Subject.AGENT, List.of(new Breach("custom", "No knives", "it"))),
                KeptCalls.end());
        server.clock.pass(Duration.ofMinutes(1));
        calls.live(
                new Kind("conv_broken_tool").with(json("{'tier':'gold','age':'42','vip':true}")),
                new ToolWanted(1, WEATHER),
                new ToolAnswered(1, WEATHER, ToolBox.Answer.failed("The weather is not to be had.")),
                KeptCalls.end());
        server.clock.pass(Duration.ofMinutes(1));
        calls.live(new Kind("conv_live"), new UserSaid(1, "Hello", true));
        server.database.inTransaction(() -> {
            server.beans.get(Analyses.class).keep("conv_plain", json("""
                    {'call_successful':'failure','transcript_summary':'Wanted money back.','call_summary_title':'Refund',
                     'evaluation_criteria_results':{'polite':{'criteria_id':'polite','result':'success','rationale':'-'}},
                     'data_collection_results':{'amount':{'data_collection_id':'amount','value':12.5,'rationale':'-'}}}
                    """));
            return "";
        });
        server.send("POST", "/v1/convai/conversations/conv_plain/feedback", "{\"rating\":2,\"comment\":\"Slow.\"}");
        server.send("POST", "/v1/convai/conversations/conv_tool/feedback", "{\"rating\":5}");
    }

    @AfterAll
    static void stop() throws IOException {
        server.close();
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private static Answer list(String... namesAndValues) {
        StringBuilder path = new StringBuilder("/v1/convai/conversations?");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            path.append(namesAndValues[i])
                    .append('=')
                    .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return server.get(path.toString());
    }

    private static List<String> ids(String... namesAndValues) {
        Answer answer = list(namesAndValues);
        assertEquals(200, answer.status(), answer::body);
        assertEquals(List.of(), Contract.stated().problems("GetConversationsPageResponseModel", answer.json()));
        return answer.json().getJsonArray("conversations").getValuesAs(JsonObject.class).stream()
                .map(each -> each.getString("conversation_id").substring("conv_".length()))
                .toList();
    }

    private static void refuses(String name, String value) {
        Answer answer = list(name, value);
        assertEquals(422, answer.status(), answer::body);
        assertEquals(
                name,
                answer.json()
                        .getJsonArray("detail")
                        .getJsonObject(0)
                        .getJsonArray("loc")
                        .getString(1));
    }

    @Test
    void pages_follow_each_other_in_both_directions() {
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonObject page = list("page_size", "3", "cursor", cursor).json();
            page.getJsonArray("conversations")
                    .getValuesAs(JsonObject.class)
                    .forEach(each -> seen.add(each.getString("conversation_id")));
            cursor = page.getString("next_cursor", "");
        } while (!cursor.isEmpty());
        assertEquals(List.of("conv_live", "conv_broken_tool", "conv_tool", "conv_plain"), seen);
        assertEquals(List.of("plain", "tool"), ids("page_size", "2", "sort_direction", "asc"));
        refuses("cursor", "made-up");
        refuses("page_size", "101");
        refuses("sort_direction", "sideways");
    }

    @Test
    void who_when_and_how_long() {
        assertEquals(List.of("tool"), ids("agent_id", "agent_2"));
        assertEquals(List.of("tool"), ids("visited_agent_ids", "agent_2", "visited_agent_ids", "agent_3"));
        assertEquals(List.of("tool"), ids("user_id", "user_2"));
        assertEquals(4, ids("branch_id", "agtbrch_1", "version_id", "agtvrsn_1").size());
        assertEquals(4, ids("visited_agent_branch_ids", "agtbrch_1").size());
        assertEquals(List.of(), ids("branch_id", "agtbrch_2"));
        long second = antiphon.conversations.Clock.START.plusSeconds(70).getEpochSecond();
        assertEquals(List.of("tool", "plain"), ids("call_start_before_unix", "" + second));
        assertEquals(List.of("live", "broken_tool"), ids("call_start_after_unix", "" + second));
        assertEquals(List.of(), ids("call_duration_min_secs", "1"));
        assertEquals(List.of("broken_tool", "tool", "plain"), ids("call_duration_max_secs", "1"));
        refuses("call_start_before_unix", "tomorrow");
        refuses("call_duration_min_secs", "-1");
    }

    @Test
    void how_it_was() {
        assertEquals(List.of("live"), ids("exclude_statuses", "processing"));
        assertEquals(List.of("tool"), ids("conversation_initiation_source", "widget"));
        assertEquals(
                4,
                ids("text_only", "false", "main_languages", "en", "main_languages", "de")
                        .size());
        assertEquals(List.of(), ids("main_languages", "de"));
        assertEquals(
                3,
                ids("termination_reasons", "The client ended the conversation.").size());
        assertEquals(List.of("plain"), ids("search", "refu"));
        assertEquals(List.of("plain"), ids("search", "REFUND want"));
        assertEquals(List.of(), ids("search", "' & | ! :*"));
        refuses("exclude_statuses", "sleeping");
        refuses("conversation_initiation_source", "carrier_pigeon");
        refuses("text_only", "perhaps");
        refuses("summary_mode", "loud");
    }

    @Test
    void tools_and_how_they_did() {
        assertEquals(List.of("broken_tool", "tool"), ids("tool_names", "weather"));
        assertEquals(List.of("tool"), ids("tool_names_successful", "weather"));
        assertEquals(List.of("broken_tool"), ids("tool_names_errored", "weather", "tool_names_errored", "other"));
        assertEquals(List.of(), ids("tool_names", "other", "include_invalid_tool_calls", "true"));
        JsonObject summary = list("tool_names_successful", "weather")
                .json()
                .getJsonArray("conversations")
                .getJsonObject(0);
        assertEquals("weather", summary.getJsonArray("tool_names").getString(0));
    }

    @Test
    void guardrails_that_were_triggered() {
        assertEquals(List.of("tool"), ids("guardrail_types", "profanity", "guardrail_types", "violence"));
        assertEquals(List.of("tool"), ids("guardrail_types", "custom"));
        assertEquals(List.of("tool"), ids("custom_guardrail_names", "No knives"));
        assertEquals(List.of(), ids("custom_guardrail_names", "violence"));
        assertEquals(List.of(), ids("guardrail_types", "harassment"));
        JsonObject turn = server
                .get("/v1/convai/conversations/conv_tool")
                .json()
                .getJsonArray("transcript")
                .getValuesAs(JsonObject.class)
                .stream()
                .filter(entry -> !entry.getJsonArray("triggered_guardrails").isEmpty())
                .findFirst()
                .orElseThrow();
        assertEquals("agent", turn.getString("role"));
        assertEquals(
                List.of("violence", "custom"),
                turn.getJsonArray("triggered_guardrails").getValuesAs(JsonObject.class).stream()
                        .map(each -> each.getString("guardrail_type"))
                        .toList());
        refuses("guardrail_types", "boredom");
    }

    @Test
    void what_callers_thought() {
        assertEquals(List.of("tool"), ids("rating_min", "3"));
        assertEquals(List.of("plain"), ids("rating_max", "3"));
        assertEquals(List.of("plain"), ids("has_feedback_comment", "true"));
        assertEquals(3, ids("has_feedback_comment", "false").size());
        refuses("rating_min", "6");
    }

    @Test
    void variables_are_compared_as_texts_and_as_numbers() {
        assertEquals(List.of("broken_tool"), ids("dynamic_variable_params", "tier:eq:gold"));
        assertEquals(3, ids("dynamic_variable_params", "tier:neq:gold").size());
        assertEquals(3, ids("dynamic_variable_params", "tier:eq:").size());
        assertEquals(List.of("broken_tool"), ids("dynamic_variable_params", "tier:neq:"));
        assertEquals(List.of("broken_tool"), ids("dynamic_variable_params", "age:gte:42"));
        assertEquals(List.of(), ids("dynamic_variable_params", "age:gt:42"));
        assertEquals(List.of(), ids("dynamic_variable_params", "tier:lt:42"));
        assertEquals(List.of("broken_tool"), ids("dynamic_variable_params", "tier:in:silver|gold"));
        assertEquals(List.of("broken_tool"), ids("dynamic_variable_params", "vip:eq:true"));
        refuses("dynamic_variable_params", "tier");
        refuses("dynamic_variable_params", "tier:like:gold");
        refuses("dynamic_variable_params", "age:gt:many");
    }

    @Test
    void what_was_found_out_afterwards() {
        assertEquals(List.of("plain"), ids("call_successful", "failure"));
        assertEquals(List.of(), ids("call_successful", "success"));
        assertEquals(List.of(), ids("call_successful", "error"));
        assertEquals(List.of("live", "broken_tool", "tool"), ids("call_successful", "unknown"));
        assertEquals(List.of("plain"), ids("evaluation_params", "polite:success"));
        assertEquals(List.of(), ids("evaluation_params", "polite:failure"));
        assertEquals(List.of("plain"), ids("data_collection_params", "amount:gt:12"));
        assertEquals(3, ids("data_collection_params", "amount:eq:").size());
        JsonObject plain = list(
                        "evaluation_params", "polite:success",
                        "summary_mode", "include",
                        "data_collection_ids", "amount",
                        "evaluation_criteria_ids", "other")
                .json()
                .getJsonArray("conversations")
                .getJsonObject(0);
        assertEquals("Refund", plain.getString("call_summary_title"));
        assertTrue(plain.getJsonObject("data_collection_results").containsKey("amount"));
        assertTrue(plain.getJsonObject("evaluation_criteria_results").isEmpty());
        assertTrue(list("evaluation_params", "polite:success")
                .json()
                .getJsonArray("conversations")
                .getJsonObject(0)
                .isNull("transcript_summary"));
        refuses("call_successful", "maybe");
        refuses("evaluation_params", "polite");
        refuses("evaluation_params", "polite:maybe");
    }

    @Test
    void what_no_conversation_here_can_have_lets_none_pass() {
        assertEquals(List.of(), ids("triggered_procedure_ids", "proc_1"));
        assertEquals(List.of(), ids("parent_conversation_id", "conv_0"));
        assertEquals(List.of(), ids("conversation_product_type", "speech_engine"));
        assertEquals(List.of(), ids("workflow_node_entered_id", "node_1"));
        assertEquals(4, ids("conversation_product_type", "agents").size());
        refuses("conversation_product_type", "toaster");
    }

    @Test
    void tags_gather_conversations() {
        String tag = server.send("POST", "/v1/convai/tags", "{\"title\":\"Follow up\"}")
                .json()
                .getString("tag_id");
        String path = "/v1/convai/conversations/conv_tool/tags";
        assertEquals(
                204,
                server.send("POST", path, "{\"tag_ids\":[\"" + tag + "\"]}").status());
        assertEquals(List.of("tool"), ids("tag_ids", tag));
        assertEquals(
                tag,
                list("tag_ids", tag)
                        .json()
                        .getJsonArray("conversations")
                        .getJsonObject(0)
                        .getJsonArray("tag_ids")
                        .getString(0));
    }
}
