package antiphon.identity;

import antiphon.api.Refusal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.Set;

/**
 * Tells the container who sent a request, so that a WebSocket session and other things of the container know their
 * principal: the id of the key, its role as the only group. Never refuses: {@link CallerFilter} does that, in the
 * contract's words, and knows the open doors.
 */
@ApplicationScoped
public class ApiKeyMechanism implements HttpAuthenticationMechanism {
    @Inject
    ApiKeys keys;

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        Optional<String> secret =
                CallerFilter.secret(request.getHeader("xi-api-key"), request.getHeader("Authorization"));
        if (secret.isEmpty()) {
            return context.doNothing();
        }
        try {
            Actor actor = keys.recognise(secret.get());
            return context.notifyContainerAboutLogin(new CredentialValidationResult(
                    "apikeys",
                    new KeyPrincipal(actor),
                    null,
                    actor.id(),
                    Set.of(actor.role().wireName())));
        } catch (Refusal.Unauthorized e) {
            return context.doNothing();
        }
    }
}
