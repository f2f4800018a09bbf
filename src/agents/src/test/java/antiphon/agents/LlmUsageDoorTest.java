package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LlmUsageDoorTest {
    private TestServer server;

    @BeforeAll
    void open(@TempDir Path directory) {
        server = new TestServer(directory);
    }

    @AfterAll
    void close() throws IOException {
        server.close();
    }

    private Answer ask(String body) {
        return server.send(
                "POST",
                "/v1/convai/llm-usage/calculate",
                Optional.empty(),
                "application/json",
                json(body).toString().getBytes(StandardCharsets.UTF_8));
    }

    private BigDecimal price(String model, String body) {
        return price(model, ask(body));
    }

    private Answer askOf(String agent, String body) {
        return server.send(
                "POST",
                "/v1/convai/agent/" + agent + "/llm-usage/calculate",
                json(body).toString());
    }

    private static BigDecimal price(String model, Answer answer) {
        assertEquals(200, answer.status(), answer.body());
        JsonObject prices = answer.json();
        assertEquals(List.of(), Contract.stated().problems("LLMUsageCalculatorResponseModel", prices));
        return prices.getJsonArray("llm_prices").getValuesAs(JsonObject.class).stream()
                .filter(price -> price.getString("llm").equals(model))
                .map(price -> price.getJsonNumber("price_per_message").bigDecimalValue())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void anybody_learns_what_a_message_costs() {
        String body = "{'prompt_length':4000,'number_of_pages':0,'rag_enabled':false}";
        assertEquals(0, new BigDecimal("0.0046").compareTo(price("gpt-4o", body)), "1600 tokens in, 60 out");
        assertEquals(0, BigDecimal.ZERO.compareTo(price("antiphon-embedded-responder", body)));
    }

    @Test
    void retrieval_spares_pages() {
        String body = "{'prompt_length':0,'number_of_pages':1000,'rag_enabled':false}";
        assertTrue(price("gpt-4o", body).compareTo(price("gpt-4o", body.replace("false", "true"))) > 0);
    }

    @Test
    void an_agent_is_as_large_as_its_instructions_and_its_documents() {
        Answer document = server.send(
                "POST",
                "/v1/convai/knowledge-base/text",
                json("{'name':'Beans','text':'" + "All about the roasting of beans. ".repeat(2000) + "'}")
                        .toString());
        assertEquals(200, document.status(), document.body());
        String agent = server.send(
                        "POST",
                        "/v1/convai/agents/create",
                        json("{'conversation_config':{'agent':{'prompt':{'prompt':'" + "abcd".repeat(1000)
                                        + "','knowledge_base':[{'type':'text','name':'Beans','id':'"
                                        + document.json().getString("id") + "'}]}}}}")
                                .toString())
                .json()
                .getString("agent_id");
        int pages = server.send("GET", "/v1/convai/agent/" + agent + "/knowledge-base/size", "")
                .json()
                .getInt("number_of_pages");
        assertTrue(pages > 1, "pages: " + pages);
        String same = "{'prompt_length':4000,'number_of_pages':" + pages + ",'rag_enabled':false}";
        assertEquals(price("gpt-4o", same), price("gpt-4o", askOf(agent, "{}")));
        assertEquals(price("gpt-4o", same), price("gpt-4o", askOf(agent, "{'prompt_length':null,'rag_enabled':null}")));
    }

    @Test
    void what_is_said_of_an_agent_goes_before_what_is_so() {
        String agent = server.send(
                        "POST",
                        "/v1/convai/agents/create",
                        json("{'conversation_config':{}}").toString())
                .json()
                .getString("agent_id");
        String body = "{'prompt_length':800,'number_of_pages':1000,'rag_enabled':true}";
        assertEquals(price("gpt-4o", body), price("gpt-4o", askOf(agent, body)));
        assertEquals(404, askOf("agent_nobody", body).status());
        assertEquals(422, askOf(agent, "{'number_of_pages':-1}").status());
        assertEquals(422, askOf(agent, "{'rag_enabled':'perhaps'}").status());
    }

    @Test
    void what_makes_no_sense_is_refused() {
        assertEquals(422, ask("{}").status());
        assertEquals(
                422,
                ask("{'prompt_length':-1,'number_of_pages':0,'rag_enabled':false}")
                        .status());
        assertEquals(
                422,
                ask("{'prompt_length':1e300,'number_of_pages':0,'rag_enabled':false}")
                        .status());
    }
}
