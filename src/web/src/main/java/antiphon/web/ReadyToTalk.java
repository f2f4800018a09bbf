package antiphon.web;

import antiphon.conversations.Providers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once the engines are warm, so that the first caller does not wait for them. */
@Readiness
@ApplicationScoped
public class ReadyToTalk implements HealthCheck {
    @Inject
    Providers providers;

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("providers").status(providers.ready()).build();
    }
}
