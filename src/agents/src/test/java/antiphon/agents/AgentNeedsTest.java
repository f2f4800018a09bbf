package antiphon.agents;

import static antiphon.agents.TestServer.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.agents.TestServer.Answer;
import antiphon.agents.config.CustomLlmConfig;
import antiphon.api.contract.Contract;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An agent may name only what this server has. */
class AgentNeedsTest extends AgentDoors {
    @Test
    void a_model_that_this_server_cannot_use_is_refused_where_it_is_named_and_nowhere_else() {
        server.catalogues.add(new Nothing());
        String id = create("{'conversation_config':{}}");
        assertEquals(
                "[\"body\",\"conversation_config\",\"agent\",\"prompt\",\"llm\"] value_error",
                locs(change(id, "{'conversation_config':{'agent':{'prompt':{'llm':'gpt-4o'}}}}")));
        server.catalogues.clear();
        change(id, "{'conversation_config':{'agent':{'prompt':{'llm':'gpt-4o'}}}}");
        server.catalogues.add(new Nothing());
        assertEquals(200, change(id, "{'name':'still to be changed'}").status());
    }

    @Test
    void a_voice_that_no_engine_here_has_is_refused_where_it_is_named() {
        server.voices.add(voice -> voice.equals("robot") ? Optional.of("There is no robot here.") : Optional.empty());
        String id = create("{'conversation_config':{'tts':{'voice_id':'cjVigY5qzO86Huf0OWal'}}}");
        assertEquals(
                "[\"body\",\"conversation_config\",\"tts\",\"voice_id\"] value_error",
                locs(change(id, "{'conversation_config':{'tts':{'voice_id':'robot'}}}")));
        server.voices.clear();
    }

    @Test
    void the_models_that_the_server_offers_are_listed() {
        server.catalogues.add(new Nothing());
        JsonObject list = server.send("GET", "/v1/convai/llm/list", "").json();
        assertEquals(List.of(), Contract.stated().problems("LLMListResponseModel", list));
        assertEquals("gpt-4o", list.getJsonArray("llms").getJsonObject(0).getString("llm"));
    }

    @Test
    void a_custom_model_needs_a_secret_that_is_there_and_the_secret_stays_while_it_is_used() {
        String custom = "{'conversation_config':{'agent':{'prompt':{'llm':'custom-llm','custom_llm':"
                + "{'url':'http://localhost/v1','api_key':{'secret_id':'%s'}}}}}}";
        Answer refused = server.send(
                "POST", AGENTS + "/create", json(custom.formatted("secret_x")).toString());
        assertEquals(
                "[\"body\",\"conversation_config\",\"agent\",\"prompt\",\"custom_llm\",\"api_key\",\"secret_id\"]"
                        + " value_error",
                locs(refused));
        String secret = server.send(
                        "POST",
                        "/v1/convai/secrets",
                        json("{'type':'new','name':'used','value':'v'}").toString())
                .json()
                .getString("secret_id");
        String id = create(custom.formatted(secret));
        assertEquals("409 secret_in_use", status(server.send("DELETE", "/v1/convai/secrets/" + secret, "")));
        JsonObject described =
                server.send("GET", "/v1/convai/secrets/" + secret, "").json();
        assertEquals(List.of(), Contract.stated().problems("ConvAIWorkspaceStoredSecretConfig", described));
        assertTrue(described.getJsonObject("used_by").toString().contains(id));
        change(id, "{'conversation_config':{'agent':{'prompt':{'custom_llm':null,'llm':null}}}}");
        assertEquals(
                204, server.send("DELETE", "/v1/convai/secrets/" + secret, "").status());
    }

    /** A server on which nothing can be used. */
    private record Nothing() implements ModelCatalogue {
        @Override
        public List<OfferedModel> offered() {
            return List.of(new OfferedModel(
                    "gpt-4o", "OpenAI", false, false, 16384, 128000, true, false, true, List.of("low")));
        }

        @Override
        public Optional<String> obstacle(String llm, Optional<CustomLlmConfig> customLlm) {
            return Optional.of(llm + " needs OPENAI_API_KEY, which is not set.");
        }
    }
}
