package antiphon.api;

import antiphon.api.contract.Operation;
import antiphon.api.contract.Operations;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Says of an operation that the contract states and that has no door here that it is missing (501), rather than that
 * there is no such path (404). A path such as {@code /agents/summaries} would otherwise even fit the door of
 * {@code /agents/{agent_id}}.
 */
@Provider
public class MissingDoors implements ContainerRequestFilter, ContainerResponseFilter {
    private static final Set<Integer> NO_DOOR =
            Set.of(Status.NOT_FOUND.getStatusCode(), Status.METHOD_NOT_ALLOWED.getStatusCode());

    @Context
    @Nullable
    ResourceInfo door;

    /** A door was found: is it the right one? */
    @Override
    public void filter(ContainerRequestContext request) {
        if (door == null || door.getResourceMethod() == null) {
            return;
        }
        String path = DoorPath.of(door);
        asked(request).filter(operation -> !operation.isBehind(path)).ifPresent(operation -> {
            throw refusal(operation);
        });
    }

    /** None was found: should there be one? */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
        if (!NO_DOOR.contains(answer.getStatus())
                || !request.getUriInfo().getMatchedResources().isEmpty()) {
            return;
        }
        asked(request).map(MissingDoors::refusal).ifPresent(refusal -> {
            answer.setStatus(refusal.httpStatus());
            answer.setEntity(refusal.asJson(), new Annotation[0], MediaType.APPLICATION_JSON_TYPE);
        });
    }

    private static Optional<Operation> asked(ContainerRequestContext request) {
        return Operations.stated()
                .asked(request.getMethod(), request.getUriInfo().getPath());
    }

    private static Refusal.NotImplemented refusal(Operation operation) {
        return new Refusal.NotImplemented(
                "This server does not offer " + operation.method() + " " + operation.path() + " yet.");
    }
}
