package antiphon.agents.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    private static final Map<String, JsonValue> KNOWN = Map.of(
            "total", Json.createValue("12.50"),
            "count", Json.createValue(3),
            "city", Json.createValue("Bonn"),
            "vip", Json.createValue("true"));

    private static JsonObject json(String text) {
        return Json.createReader(new StringReader(text.replace('\'', '"'))).readObject();
    }

    private static Expression of(String operator, String left, String right) {
        return Expression.read(json("{'type':'" + operator + "','left':{" + left + "},'right':{" + right + "}}"));
    }

    private static boolean holds(String operator, String left, String right) {
        return of(operator, left, right).holds(name -> KNOWN.getOrDefault(name, JsonValue.NULL));
    }

    private static JsonValue value(String operator, String left, String right) {
        return of(operator, left, right).value(name -> KNOWN.getOrDefault(name, JsonValue.NULL));
    }

    private static String variable(String name) {
        return "'type':'dynamic_variable','name':'" + name + "'";
    }

    private static String number(String digits) {
        return "'type':'number_literal','value':" + digits;
    }

    @Test
    void numbers_are_compared_by_size_even_when_one_was_sent_as_text() {
        assertTrue(holds("gt_operator", variable("total"), number("9")));
        assertTrue(holds("eq_operator", variable("count"), number("3.0")));
        assertTrue(holds("lte_operator", number("3"), variable("count")));
        assertFalse(holds("lt_operator", variable("count"), number("3")));
    }

    @Test
    void texts_and_truths_are_compared_as_what_they_are() {
        assertTrue(holds("eq_operator", variable("city"), "'type':'string_literal','value':'Bonn'"));
        assertTrue(holds("neq_operator", variable("city"), "'type':'string_literal','value':'Köln'"));
        assertTrue(holds("eq_operator", variable("vip"), "'type':'boolean_literal','value':true"));
        assertFalse(holds("eq_operator", variable("vip"), "'type':'boolean_literal','value':false"));
    }

    @Test
    void what_is_not_known_is_null_and_no_reason_to_go_on() {
        assertTrue(holds("eq_operator", variable("nothing"), "'type':'null_literal'"));
        assertTrue(holds("neq_operator", variable("city"), "'type':'null_literal'"));
        assertFalse(holds("gt_operator", variable("nothing"), number("0")));
        assertFalse(holds("lt_operator", variable("nothing"), number("0")));
        assertFalse(
                Expression.read(json("{'type':'llm','prompt':'Is he angry?'}")).holds(name -> JsonValue.NULL));
    }

    @Test
    void it_reckons_where_there_is_something_to_reckon() {
        assertEquals(
                Json.createValue(new java.math.BigDecimal("15.50")),
                value("add_operator", variable("total"), variable("count")));
        assertEquals(
                Json.createValue(new java.math.BigDecimal("1.5")),
                value("div_operator", variable("count"), number("2")));
        assertEquals(JsonValue.NULL, value("div_operator", number("1"), number("0")));
        assertEquals(JsonValue.NULL, value("mul_operator", variable("city"), number("2")));
        assertEquals(
                Json.createValue("Bonn!"),
                value("add_operator", variable("city"), "'type':'string_literal','value':'!'"));
    }

    @Test
    void conditions_are_joined_and_chosen_from() {
        Expression chosen = Expression.read(json("""
                {'type':'conditional_operator','condition':{'type':'or_operator','children':[
                   {'type':'boolean_literal','value':false},
                   {'type':'and_operator','children':[{'type':'boolean_literal','value':true},
                      {'type':'gt_operator','left':{'type':'dynamic_variable','name':'count'},
                       'right':{'type':'number_literal','value':2}}]}]},
                 'trueExpression':{'type':'string_literal','value':'yes'},
                 'falseExpression':{'type':'string_literal','value':'no'}}"""));
        assertEquals(Json.createValue("yes"), chosen.value(name -> KNOWN.getOrDefault(name, JsonValue.NULL)));
        assertEquals(Json.createValue("no"), chosen.value(name -> JsonValue.NULL));
    }
}
