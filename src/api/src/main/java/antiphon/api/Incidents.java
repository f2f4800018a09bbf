package antiphon.api;

import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/** Failures of the server: the log names the door, not the address, whose query may hold words and numbers. */
abstract class Incidents {
    private static final Logger LOG = System.getLogger(Incidents.class.getName());

    @Context
    @Nullable
    Request request;

    @Context
    @Nullable
    UriInfo uri;

    @Context
    @Nullable
    ResourceInfo door;

    /** A 500 with a number under which the log has more. */
    final Response incident(Throwable thrown) {
        String number = PublicId.fresh("inc_");
        LOG.log(Level.ERROR, "Unexpected failure " + number + " of " + asked(), thrown);
        return Response.serverError()
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(Refusal.detail(
                        "internal_error", "The server failed unexpectedly. Its log has more under " + number + "."))
                .build();
    }

    private String asked() {
        String method = request == null ? "a request" : request.getMethod();
        // Before a door is found there is no ResourceInfo to ask.
        if (door == null || uri == null || uri.getMatchedResources().isEmpty()) {
            return method + " before its door was found";
        }
        return method + " " + DoorPath.of(door);
    }
}
