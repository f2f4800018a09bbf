package antiphon.api;

import antiphon.api.contract.Operations;
import antiphon.api.contract.Parameter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.math.BigDecimal;
import java.util.List;

/**
 * Refuses a query that lacks what the contract requires or holds what is of another kind, whether or not the door reads it.
 * Ranges are the doors' own.
 */
@Provider
public class QueryCheck implements ContainerRequestFilter {
    private static final int LONGEST_NUMBER = 40;

    @Override
    public void filter(ContainerRequestContext request) {
        Query query = Query.of(request.getUriInfo());
        Operations.stated()
                .asked(request.getMethod(), request.getUriInfo().getPath())
                .ifPresent(operation -> operation.query().forEach(parameter -> check(query, parameter)));
    }

    private static void check(Query query, Parameter parameter) {
        String name = parameter.name();
        if (parameter.required() && query.text(name).isEmpty()) {
            throw new Refusal.Invalid(new Problem(List.of("query", name), "Field required", "missing"));
        }
        switch (parameter.kind()) {
            case "integer" -> query.number(name, Long.MIN_VALUE, Long.MAX_VALUE);
            case "number" -> query.text(name).ifPresent(value -> checkNumber(name, value));
            case "boolean" -> query.flag(name);
            case "enum" -> query.someOf(name, parameter.words());
            default -> query.texts(name);
        }
    }

    private static void checkNumber(String name, String value) {
        try {
            if (value.length() <= LONGEST_NUMBER) {
                new BigDecimal(value.strip());
                return;
            }
        } catch (NumberFormatException e) {
            // Refused below, as is what is too long to be read.
        }
        throw Query.refusal(
                name, "Input should be a valid number, unable to parse string as a number", "float_parsing");
    }
}
