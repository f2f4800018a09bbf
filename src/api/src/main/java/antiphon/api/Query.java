package antiphon.api;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The query parameters of a request, read by type. A value that does not fit is refused by name (422); a parameter
 * nobody reads is ignored, as the contract's server does. An empty value counts as not given.
 */
public final class Query {
    private final MultivaluedMap<String, String> parameters;

    private Query(MultivaluedMap<String, String> parameters) {
        this.parameters = parameters;
    }

    public static Query of(UriInfo uri) {
        return new Query(uri.getQueryParameters());
    }

    public static Query of(MultivaluedMap<String, String> parameters) {
        return new Query(parameters);
    }

    /**
     * For operations of this server's own, where a misspelt parameter would do too much.
     *
     * @throws Refusal.Invalid naming every parameter that is not among these
     */
    public Query only(Set<String> known) {
        List<Problem> problems = parameters.keySet().stream()
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> new Problem(
                        List.of("query", name),
                        "There is no such parameter, and it would be ignored",
                        "extra_forbidden"))
                .toList();
        if (!problems.isEmpty()) {
            throw new Refusal.Invalid(problems);
        }
        return this;
    }

    /** The same, with this value of a parameter that is not given. */
    public Query otherwise(String name, String value) {
        if (!texts(name).isEmpty()) {
            return this;
        }
        MultivaluedMap<String, String> completed = new MultivaluedHashMap<>();
        completed.putAll(parameters);
        completed.putSingle(name, value);
        return new Query(completed);
    }

    /** The last value given. */
    public Optional<String> text(String name) {
        List<String> values = texts(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
    }

    /** All values of a parameter that may be repeated. */
    public List<String> texts(String name) {
        List<String> values = new ArrayList<>();
        for (String value : parameters.getOrDefault(name, List.of())) {
            if (!StorableJson.isStorable(value)) {
                throw refusal(name, "Input should be a valid string", "string_type");
            }
            if (!value.isEmpty()) {
                values.add(value);
            }
        }
        return values;
    }

    public boolean flag(String name, boolean otherwise) {
        return flag(name).orElse(otherwise);
    }

    public Optional<Boolean> flag(String name) {
        return text(name).map(value -> switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes", "on", "t", "y" -> true;
            case "false", "0", "no", "off", "f", "n" -> false;
            default ->
                throw refusal(name, "Input should be a valid boolean, unable to interpret input", "bool_parsing");
        });
    }

    /** A whole number within the given bounds, both included. */
    public int number(String name, int otherwise, int least, int most) {
        return (int) number(name, least, most).orElse((long) otherwise).longValue();
    }

    public Optional<Long> number(String name, long least, long most) {
        return text(name).map(value -> {
            long number;
            try {
                number = Long.parseLong(value.strip());
            } catch (NumberFormatException e) {
                throw refusal(
                        name, "Input should be a valid integer, unable to parse string as an integer", "int_parsing");
            }
            if (number < least) {
                throw refusal(name, "Input should be greater than or equal to " + least, "greater_than_equal");
            }
            if (number > most) {
                throw refusal(name, "Input should be less than or equal to " + most, "less_than_equal");
            }
            return number;
        });
    }

    public Optional<String> oneOf(String name, Set<String> allowed) {
        Optional<String> value = text(name);
        value.ifPresent(word -> demand(name, word, allowed));
        return value;
    }

    /** All values of a parameter that may be repeated, each of which must be allowed. */
    public List<String> someOf(String name, Set<String> allowed) {
        List<String> values = texts(name);
        values.forEach(word -> demand(name, word, allowed));
        return values;
    }

    /** A moment, in seconds since 1970. */
    public Optional<Instant> moment(String name) {
        return text(name).map(value -> {
            try {
                BigDecimal millis = new BigDecimal(value.strip()).movePointRight(3);
                return Instant.ofEpochMilli(
                        millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
            } catch (ArithmeticException | NumberFormatException e) {
                throw refusal(
                        name, "Input should be a valid number, unable to parse string as a number", "float_parsing");
            }
        });
    }

    private static void demand(String name, String value, Set<String> allowed) {
        if (!allowed.contains(value)) {
            String words = String.join("', '", allowed.stream().sorted().toList());
            throw refusal(name, "Input should be one of '" + words + "'", "enum");
        }
    }

    static Refusal.Invalid refusal(String name, String message, String type) {
        return new Refusal.Invalid(new Problem(List.of("query", name), message, type));
    }
}
