package antiphon.identity;

import antiphon.api.Refusal;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.SecurityContext;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lets a request through to the doors if its key is known and its role suffices, or if the door is open to all. Stands
 * before the choice of the door, so that a stranger does not learn which paths exist. A key that was sent is checked
 * even where none is needed.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION)
@ApplicationScoped
public class CallerFilter implements ContainerRequestFilter {
    private static final String BEARER = "Bearer ";

    @Inject
    ApiKeys keys;

    @Inject
    SingleUseTokens tokens;

    @Inject
    Caller caller;

    @Override
    public void filter(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getRawPath();
        if (OpenDoors.areOutsideOf(path)) {
            return;
        }
        Optional<String> secret =
                secret(request.getHeaderString("xi-api-key"), request.getHeaderString(HttpHeaders.AUTHORIZATION));
        boolean open = OpenDoors.include(request.getMethod(), path);
        if (secret.isEmpty() && open) {
            return;
        }
        Actor actor = secret.isPresent() ? recognised(request, secret.get()) : bearer(request, path);
        if (!open) {
            String door = door(request.getUriInfo().getPathSegments());
            actor.demand(NeededRole.of(request.getMethod(), door), Scope.of(request.getMethod(), door));
        }
        caller.is(actor);
    }

    /** Whoever holds a token for just this, in the place of its key. */
    private Actor bearer(ContainerRequestContext request, String path) {
        String token = request.getUriInfo().getQueryParameters().getFirst("token");
        String purpose = SingleUseTokens.purpose(request.getMethod(), path).orElse("");
        if (token == null || purpose.isEmpty()) {
            throw keyMissing();
        }
        return tokens.redeem(token, purpose);
    }

    /** The path as the choice of the door sees it: decoded, without matrix parameters, doubled and trailing slashes. */
    private static String door(List<PathSegment> decoded) {
        StringBuilder path = new StringBuilder();
        for (PathSegment segment : decoded) {
            if (!segment.getPath().isEmpty()) {
                path.append('/').append(segment.getPath());
            }
        }
        return path.toString();
    }

    /** As {@link ApiKeyMechanism} found, which saves asking twice, or else as the keys say. */
    private Actor recognised(ContainerRequestContext request, String secret) {
        SecurityContext security = request.getSecurityContext();
        return security != null && security.getUserPrincipal() instanceof KeyPrincipal known
                ? known.actor()
                : keys.recognise(secret);
    }

    /** The key of a request: the header {@code xi-api-key}, or else {@code Authorization: Bearer}. */
    static Optional<String> secret(@Nullable String apiKey, @Nullable String authorization) {
        if (apiKey != null && !apiKey.isBlank()) {
            return Optional.of(apiKey.strip());
        }
        return Optional.ofNullable(authorization)
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .filter(key -> !key.isEmpty());
    }

    static Refusal.Unauthorized keyMissing() {
        return new Refusal.Unauthorized(
                "needs_authorization", "Neither an xi-api-key header nor a bearer token was sent; one is needed here.");
    }
}
