package antiphon.api.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import antiphon.api.Problem;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractTest {
    private static final String CREATION = "Body_Create_Agent_v1_convai_agents_create_post";
    private final Contract contract = Contract.stated();

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
            return reader.readObject();
        }
    }

    private List<String> complaints(String body) {
        return contract.problems(CREATION, json(body)).stream()
                .map(problem -> problem.path() + " " + problem.type())
                .toList();
    }

    @Test
    void every_schema_reads_and_fills_in_without_failing() {
        assertTrue(contract.names().size() > 400);
        for (String name : contract.names()) {
            contract.complete(name, JsonValue.EMPTY_JSON_OBJECT);
            contract.problems(name, JsonValue.EMPTY_JSON_OBJECT);
        }
    }

    @Test
    void what_is_filled_in_by_default_is_what_the_contract_allows() {
        JsonObject agent = contract.complete(
                "GetAgentResponseModel",
                json(
                        "{'agent_id':'agent_1','name':'A','metadata':{'created_at_unix_secs':1,'updated_at_unix_secs':2}}"));
        assertEquals(List.of(), contract.problems("GetAgentResponseModel", agent));
    }

    /** Official clients reject an answer in which a key that the schema requires is missing, at whatever depth. */
    @Test
    void a_completed_object_has_every_required_key_that_goes_without_saying() {
        List<String> missing = new ArrayList<>();
        for (String name : contract.names()) {
            if (name.endsWith("-Output") && contract.named(name).containsKey("properties")) {
                JsonObject smallest = smallest(name);
                JsonObject completed = contract.complete(name, smallest);
                for (Problem problem : contract.problems(name, completed)) {
                    missing.add(name + " " + problem);
                }
            }
        }
        assertEquals(List.of(), missing);
    }

    /** The least that a client must send so that the request schema has nothing to object to. */
    private JsonObject smallest(String output) {
        String input = output.replace("-Output", "-Input");
        JsonObject schema = contract.named(contract.names().contains(input) ? input : output);
        var object = Json.createObjectBuilder();
        if (schema.containsKey("required")) {
            for (JsonString name : schema.getJsonArray("required").getValuesAs(JsonString.class)) {
                JsonObject property = schema.getJsonObject("properties").getJsonObject(name.getString());
                if (property != null) {
                    object.add(name.getString(), sample(property, 0));
                }
            }
        }
        return object.build();
    }

    private JsonValue sample(JsonObject stated, int depth) {
        JsonObject schema = contract.resolve(stated);
        if (depth > 12) {
            return JsonValue.NULL;
        }
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        if (schema.containsKey("enum")) {
            return schema.getJsonArray("enum").getFirst();
        }
        if (Union.of(schema).isPresent()) {
            Union union = Union.of(schema).get();
            if (union.isTagged()) {
                String tag = Collections.min(
                        union.tags().keySet(),
                        Comparator.comparing(each -> needs(union.tags().getString(each))));
                JsonObject variant = contract.named(union.tags().getString(tag));
                return Json.createObjectBuilder(sample(variant, depth + 1).asJsonObject())
                        .add(union.tagField(), tag)
                        .build();
            }
            return sample(union.variants().getFirst(), depth + 1);
        }
        return switch (schema.getString("type", "")) {
            case "string" -> Json.createValue("abc");
            case "number", "integer" -> Json.createValue(5);
            case "boolean" -> JsonValue.TRUE;
            case "array" -> samples(schema, depth);
            default -> members(schema, depth);
        };
    }

    private int needs(String name) {
        return contract.named(name)
                .getOrDefault("required", JsonValue.EMPTY_JSON_ARRAY)
                .asJsonArray()
                .size();
    }

    private JsonValue samples(JsonObject schema, int depth) {
        var array = Json.createArrayBuilder();
        for (int i = 0; i < schema.getInt("minItems", 0); i++) {
            array.add(sample(schema.getJsonObject("items"), depth + 1));
        }
        return array.build();
    }

    private JsonObject members(JsonObject schema, int depth) {
        var object = Json.createObjectBuilder();
        for (int i = 0; i < schema.getInt("minProperties", 0); i++) {
            object.add("key" + i, sample(schema.getJsonObject("additionalProperties"), depth + 1));
        }
        if (schema.containsKey("required")) {
            for (JsonString name : schema.getJsonArray("required").getValuesAs(JsonString.class)) {
                object.add(
                        name.getString(),
                        sample(schema.getJsonObject("properties").getJsonObject(name.getString()), depth + 1));
            }
        }
        return object.build();
    }

    @Test
    void a_value_of_the_wrong_kind_is_named_by_its_path() {
        assertEquals(
                List.of("[body, conversation_config, tts, stability] float_type"),
                complaints("{'conversation_config':{'tts':{'stability':'high'}}}"));
    }

    @Test
    void every_wrong_place_is_named_at_once() {
        assertEquals(
                List.of(
                        "[body, conversation_config, turn, turn_eagerness] enum",
                        "[body, conversation_config, tts, stability] less_than_equal",
                        "[body, conversation_config, agent, prompt, max_tokens] int_from_float",
                        "[body, tags, 1] string_type"),
                complaints("{'conversation_config':{'turn':{'turn_eagerness':'keen'},'tts':{'stability':1.5},"
                        + "'agent':{'prompt':{'max_tokens':1.5}}},'tags':['a',2]}"));
    }

    @Test
    void a_missing_field_is_named() {
        assertEquals(List.of("[body, conversation_config] missing"), complaints("{'name':'x'}"));
    }

    @Test
    void a_tool_is_held_to_the_kind_it_says_it_is() {
        assertEquals(
                List.of(
                        "[body, conversation_config, agent, prompt, tools, 0, client, description] missing",
                        "[body, conversation_config, agent, prompt, tools, 1] union_tag_invalid",
                        "[body, conversation_config, agent, prompt, tools, 2] union_tag_not_found"),
                complaints("{'conversation_config':{'agent':{'prompt':{'tools':"
                        + "[{'type':'client','name':'a'},{'type':'wizard'},{}]}}}}"));
    }

    @Test
    void unknown_fields_are_let_through_but_where_the_contract_forbids_them() {
        assertEquals(List.of(), complaints("{'conversation_config':{'x_mine':{'a':1}},'x_other':true}"));
        assertEquals(
                List.of(
                        "[body, conversation_config, agent, prompt, tools, 0, client, parameters, extra] extra_forbidden"),
                complaints("{'conversation_config':{'agent':{'prompt':{'tools':[{'type':'client','name':'a',"
                        + "'description':'d','parameters':{'type':'object','extra':1}}]}}}}"));
    }

    @Test
    void engines_of_other_makers_may_be_named() {
        assertEquals(
                List.of(),
                complaints("{'conversation_config':{'asr':{'provider':'vosk'},'tts':{'model_id':'kokoro'},"
                        + "'agent':{'prompt':{'llm':'my-model'}}}}"));
    }

    @Test
    void what_was_sent_stays_and_what_was_not_is_filled_in() {
        JsonObject completed = contract.complete(
                "ConversationalConfigAPIModel-Output",
                json("{'tts':{'speed':1.1,'x_mine':[1]},'language_presets':{'de':{'overrides':{}}}}"));

        JsonObject tts = completed.getJsonObject("tts");
        assertEquals("1.1", String.valueOf(tts.get("speed")));
        assertEquals("[1]", String.valueOf(tts.get("x_mine")));
        assertEquals("0.5", String.valueOf(tts.get("stability")));
        assertEquals(JsonValue.NULL, tts.get("audio_effects"));
        assertEquals(7, completed.getJsonObject("turn").getInt("turn_timeout"));
        JsonObject overrides =
                completed.getJsonObject("language_presets").getJsonObject("de").getJsonObject("overrides");
        assertEquals(JsonValue.NULL, overrides.get("tts"));
        JsonObject prompt = completed.getJsonObject("agent").getJsonObject("prompt");
        assertEquals(json("{'preference':'default'}"), prompt.get("backup_llm_config"));
    }

    @Test
    void nested_tool_schemas_of_any_depth_keep_their_kind() {
        JsonObject tool = contract.complete(
                "ClientToolConfig-Output",
                json("{'name':'a','description':'d','parameters':{'type':'object','properties':{"
                        + "'list':{'type':'array','items':{'type':'string','description':'x'}},"
                        + "'word':{'type':'string','description':'y'},"
                        + "'inner':{'type':'object','properties':{'n':{'type':'number','description':'z'}}}}}}"));
        JsonObject properties = tool.getJsonObject("parameters").getJsonObject("properties");
        assertEquals("array", properties.getJsonObject("list").getString("type"));
        assertTrue(properties.getJsonObject("word").containsKey("is_system_provided"));
        assertTrue(properties
                .getJsonObject("inner")
                .getJsonObject("properties")
                .getJsonObject("n")
                .containsKey("dynamic_variable"));
    }
}
