package antiphon.simulation.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import antiphon.simulation.judging.Judge;
import antiphon.simulation.judging.Verdict;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final JsonObject ARGUMENTS = Arguments.read(
            "{\"order\":{\"items\":[{\"name\":\"espresso\",\"grams\":250}],\"gift\":true},\"note\":null}");

    private static final Judge SAYS_YES_TO_COFFEE = new Judge() {
        @Override
        public Verdict judge(Question question) {
            return question.subject().equals("espresso") && question.condition().contains("a coffee")
                    ? Verdict.success("It is.")
                    : Verdict.failure("It is not.");
        }

        @Override
        public String summary(String evidence) {
            return "";
        }
    };

    private static boolean met(String path, String eval) throws InterruptedException {
        Expectation expectation = new Expectation(path, Arguments.read(eval));
        return Expectation.all(List.of(expectation), ARGUMENTS, SAYS_YES_TO_COFFEE)
                .isSuccess();
    }

    @Test
    void exact_values_are_compared_as_texts() throws Exception {
        assertEquals(true, met("order.items[0].name", "{\"type\":\"exact\",\"expected_value\":\"espresso\"}"));
        assertEquals(true, met("$.order.items.0.grams", "{\"type\":\"exact\",\"expected_value\":\"250\"}"));
        assertEquals(true, met("order.gift", "{\"type\":\"exact\",\"expected_value\":\"true\"}"));
        assertEquals(false, met("order.items[0].name", "{\"type\":\"exact\",\"expected_value\":\"Espresso\"}"));
        assertEquals(false, met("order.items[1].name", "{\"type\":\"exact\",\"expected_value\":\"espresso\"}"));
    }

    @Test
    void patterns_are_found_anywhere_and_bad_ones_match_nothing() throws Exception {
        assertEquals(true, met("order.items[0].name", "{\"type\":\"regex\",\"pattern\":\"press\"}"));
        assertEquals(false, met("order.items[0].name", "{\"type\":\"regex\",\"pattern\":\"^press\"}"));
        assertEquals(false, met("order.items[0].name", "{\"type\":\"regex\",\"pattern\":\"(\"}"));
    }

    @Test
    void descriptions_are_judged() throws Exception {
        assertEquals(true, met("order.items[0].name", "{\"type\":\"llm\",\"description\":\"a coffee\"}"));
        assertEquals(false, met("order.items[0].grams", "{\"type\":\"llm\",\"description\":\"a coffee\"}"));
    }

    @Test
    void anything_has_to_be_there_all_the_same() throws Exception {
        assertEquals(true, met("note", "{\"type\":\"anything\"}"));
        assertEquals(false, met("order.price", "{\"type\":\"anything\"}"));
        assertEquals(true, met("$", "{\"type\":\"anything\"}"));
    }
}
