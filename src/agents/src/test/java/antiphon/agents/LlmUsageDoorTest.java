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
        JsonObject prices = ask(body).json();
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
