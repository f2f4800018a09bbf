package antiphon.conversations.history;

import antiphon.api.Problem;
import antiphon.api.Refusal;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a value found under a name is compared with, as the contract writes it: {@code name:op:value}.
 *
 * @param value as it was sent; alternatives are parted by {@code |}
 */
record Comparison(String name, String operator, String value) {
    private static final Pattern FORM = Pattern.compile("([^:]+):(eq|neq|gt|gte|lt|lte|in):(.*)", Pattern.DOTALL);
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}(\\.[0-9]{1,100})?");

    private static final Map<String, String> SIGNS = Map.of("gt", ">", "gte", ">=", "lt", "<", "lte", "<=");

    /**
     * Reads one value of a query parameter.
     *
     * @throws Refusal.Invalid when it has another form
     */
    static Comparison read(String parameter, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw refusal(parameter, "Input should be name:op:value, where op is one of eq, neq, gt, gte, lt, lte, in");
        }
        Comparison comparison = new Comparison(form.group(1), form.group(2), form.group(3));
        if (SIGNS.containsKey(comparison.operator)
                && !NUMBER.matcher(comparison.value).matches()) {
            throw refusal(parameter, "Input should have a number after gt, gte, lt and lte");
        }
        return comparison;
    }

    /**
     * Adds the condition.
     *
     * @param member SQL of a text that may be null, with one {@code ?} for the name
     */
    void addTo(Conditions conditions, String member) {
        switch (operator) {
            case "eq" -> {
                if (value.isEmpty()) {
                    conditions.and(member + " is null", name);
                } else {
                    conditions.and(member + " = ?", name, value);
                }
            }
            case "neq" -> {
                if (value.isEmpty()) {
                    conditions.and(member + " is not null", name);
                } else {
                    conditions.and(member + " is distinct from ?", name, value);
                }
            }
            case "in" -> conditions.and(member + " in (?)", name, List.of(value.split("\\|", -1)));
            default ->
                conditions.and(
                        "case when " + member + " ~ '^[+-]{0,1}[0-9]{1,100}([.][0-9]{1,100}){0,1}$' then cast(" + member
                                + " as numeric) " + SIGNS.get(operator) + " ? else false end",
                        name,
                        name,
                        new BigDecimal(value));
        }
    }

    private static Refusal.Invalid refusal(String parameter, String message) {
        return new Refusal.Invalid(new Problem(List.of("query", parameter), message, "value_error"));
    }
}
