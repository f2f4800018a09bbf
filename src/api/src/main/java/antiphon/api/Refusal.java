package antiphon.api;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * A polite no: what was asked, what is so, what could be done. Doors and desks throw it; {@link RefusalMapper} turns it
 * into the contract's answer. Its message is shown to the caller and so holds nothing that the caller may not know.
 */
public abstract sealed class Refusal extends RuntimeException {
    private final int httpStatus;
    private final String status;

    private Refusal(int httpStatus, String status, String message) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.status = status;
    }

    public final int httpStatus() {
        return httpStatus;
    }

    /** The word for programs, such as {@code agent_not_found}. */
    public final String status() {
        return status;
    }

    public final String message() {
        return String.valueOf(getMessage());
    }

    /** The body of the answer. */
    public JsonObject asJson() {
        return detail(status, message());
    }

    static JsonObject detail(String status, String message) {
        JsonObject detail = Json.createObjectBuilder()
                .add("status", status)
                .add("message", message)
                .build();
        return Json.createObjectBuilder().add("detail", detail).build();
    }

    /** 404: there is no such thing, or none that this caller may know of. */
    public static final class NotFound extends Refusal {
        public NotFound(String status, String message) {
            super(404, status, message);
        }

        /** {@code NotFound.of("agent", id)}: status {@code agent_not_found}. */
        public static NotFound of(String thing, String id) {
            return new NotFound(thing + "_not_found", "There is no " + thing + " with the id '" + id + "'.");
        }
    }

    /** 422: what was sent is not what the contract asks for; names every place that is wrong. */
    public static final class Invalid extends Refusal {
        private final List<Problem> problems;

        public Invalid(List<Problem> problems) {
            super(422, "invalid", problems.toString());
            this.problems = List.copyOf(problems);
        }

        public Invalid(Problem problem) {
            this(List.of(problem));
        }

        public List<Problem> problems() {
            return problems;
        }

        @Override
        public JsonObject asJson() {
            JsonArrayBuilder detail = Json.createArrayBuilder();
            problems.forEach(problem -> detail.add(problem.asJson()));
            return Json.createObjectBuilder().add("detail", detail).build();
        }
    }

    /** 409: possible in principle, but not as things stand. */
    public static final class Conflict extends Refusal {
        public Conflict(String status, String message) {
            super(409, status, message);
        }
    }

    /** 403: known caller, not allowed. */
    public static final class Forbidden extends Refusal {
        public Forbidden(String status, String message) {
            super(403, status, message);
        }
    }

    /** 401: the caller is not known. */
    public static final class Unauthorized extends Refusal {
        public Unauthorized(String status, String message) {
            super(401, status, message);
        }
    }

    /** 429: too much at once; may be asked again later. */
    public static final class TooMany extends Refusal {
        public TooMany(String status, String message) {
            super(429, status, message);
        }
    }

    /** 413: more bytes than are taken. */
    public static final class TooLarge extends Refusal {
        public TooLarge(long limitBytes) {
            super(
                    413,
                    "request_too_large",
                    "The body is larger than the " + limitBytes + " bytes that are taken here.");
        }
    }

    /** 501: the contract knows this operation, this server cannot do it yet. */
    public static final class NotImplemented extends Refusal {
        public NotImplemented(String message) {
            super(501, "not_implemented", message);
        }
    }

    /** 503: something this server needs is not there at the moment. */
    public static final class Unavailable extends Refusal {
        public Unavailable(String status, String message) {
            super(503, status, message);
        }
    }
}
