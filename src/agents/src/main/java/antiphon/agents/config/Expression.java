package antiphon.agents.config;

import antiphon.api.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * An expression over dynamic variables, as the contract's AST writes it. What cannot be reckoned (a word plus a number, a
 * division by zero, a part that a model would have to judge) is null, and null is not true.
 */
public sealed interface Expression {
    /** @param variables from a name to its value; {@link JsonValue#NULL} where there is none */
    JsonValue value(Function<String, JsonValue> variables);

    /** Whether the value is the truth itself. */
    default boolean holds(Function<String, JsonValue> variables) {
        return value(variables) == JsonValue.TRUE;
    }

    /** @param node a node of the AST; of an unknown type it reads as null */
    static Expression read(JsonObject node) {
        String type = node.getString("type", "");
        return switch (type) {
            case "string_literal", "number_literal", "boolean_literal" ->
                new Literal(node.getOrDefault("value", JsonValue.NULL));
            case "dynamic_variable" -> new Variable(node.getString("name", ""));
            case "and_operator" -> new AllOf(children(node));
            case "or_operator" -> new AnyOf(children(node));
            case "conditional_operator" ->
                new Conditional(
                        child(node, "condition"), child(node, "trueExpression"), child(node, "falseExpression"));
            case "eq_operator", "neq_operator", "gt_operator", "gte_operator", "lt_operator", "lte_operator" ->
                new Comparison(type, child(node, "left"), child(node, "right"));
            case "add_operator", "sub_operator", "mul_operator", "div_operator" ->
                new Arithmetic(type, child(node, "left"), child(node, "right"));
            default -> new Literal(JsonValue.NULL);
        };
    }

    private static Expression child(JsonObject node, String name) {
        return read(node.get(name) instanceof JsonObject child ? child : JsonValue.EMPTY_JSON_OBJECT);
    }

    private static List<Expression> children(JsonObject node) {
        return new Section(node).sections("children", child -> read(child.json()));
    }

    record Literal(JsonValue literal) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            return literal;
        }
    }

    record Variable(String name) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            return variables.apply(name);
        }
    }

    record AllOf(List<Expression> parts) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            return truth(parts.stream().allMatch(part -> part.holds(variables)));
        }
    }

    record AnyOf(List<Expression> parts) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            return truth(parts.stream().anyMatch(part -> part.holds(variables)));
        }
    }

    record Conditional(Expression condition, Expression yes, Expression no) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            return (condition.holds(variables) ? yes : no).value(variables);
        }
    }

    record Comparison(String operator, Expression left, Expression right) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            JsonValue one = left.value(variables);
            JsonValue other = right.value(variables);
            boolean equality = operator.equals("eq_operator") || operator.equals("neq_operator");
            Optional<Integer> order = order(one, other);
            if (equality) {
                boolean equal = order.map(difference -> difference == 0).orElseGet(() -> one.equals(other));
                return truth(equal == operator.equals("eq_operator"));
            }
            return order.map(difference -> truth(
                            switch (operator) {
                                case "gt_operator" -> difference > 0;
                                case "gte_operator" -> difference >= 0;
                                case "lt_operator" -> difference < 0;
                                default -> difference <= 0;
                            }))
                    .orElse(JsonValue.NULL);
        }

        /** Numbers by size, also where one of them was given as text; texts by their letters. */
        private static Optional<Integer> order(JsonValue one, JsonValue other) {
            if (one instanceof JsonString text && other instanceof JsonString letters) {
                return Optional.of(text.getString().compareTo(letters.getString()));
            }
            // Dynamic variables that a client sent as text may still mean yes and no.
            if (isTruth(one) || isTruth(other)) {
                return text(one).equals(text(other)) ? Optional.of(0) : Optional.empty();
            }
            return number(one).flatMap(first -> number(other).map(first::compareTo));
        }

        private static boolean isTruth(JsonValue value) {
            return value == JsonValue.TRUE || value == JsonValue.FALSE;
        }
    }

    record Arithmetic(String operator, Expression left, Expression right) implements Expression {
        @Override
        public JsonValue value(Function<String, JsonValue> variables) {
            JsonValue one = left.value(variables);
            JsonValue other = right.value(variables);
            if (operator.equals("add_operator") && one instanceof JsonString && other instanceof JsonString) {
                return Json.createValue(text(one) + text(other));
            }
            return number(one)
                    .flatMap(first -> number(other).flatMap(second -> reckoned(first, second)))
                    .<JsonValue>map(Json::createValue)
                    .orElse(JsonValue.NULL);
        }

        private Optional<BigDecimal> reckoned(BigDecimal first, BigDecimal second) {
            return switch (operator) {
                case "add_operator" -> Optional.of(first.add(second));
                case "sub_operator" -> Optional.of(first.subtract(second));
                case "mul_operator" -> Optional.of(first.multiply(second));
                default ->
                    second.signum() == 0 ? Optional.empty() : Optional.of(first.divide(second, MathContext.DECIMAL64));
            };
        }
    }

    private static JsonValue truth(boolean so) {
        return so ? JsonValue.TRUE : JsonValue.FALSE;
    }

    private static String text(JsonValue value) {
        return value instanceof JsonString text ? text.getString() : value.toString();
    }

    private static Optional<BigDecimal> number(JsonValue value) {
        if (value instanceof JsonNumber number) {
            return Optional.of(number.bigDecimalValue());
        }
        String digits = text(value).strip();
        return value instanceof JsonString && digits.matches("[+-]?\\d{1,30}(\\.\\d{1,30})?")
                ? Optional.of(new BigDecimal(digits))
                : Optional.empty();
    }
}
