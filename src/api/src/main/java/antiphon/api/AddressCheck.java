package antiphon.api;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.ext.Provider;

/**
 * Refuses an address that is none by RFC 3986, though the container took it: all who come after may rely on reading it. Stands
 * before the question of who is asking, which looks at the address.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class AddressCheck implements ContainerRequestFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        try {
            request.getUriInfo().getRequestUri();
        } catch (IllegalArgumentException malformed) {
            throw new Refusal.NotFound(
                    "not_found",
                    "There is nothing at this path. It holds characters that have to be percent-encoded in an address.");
        }
    }
}
