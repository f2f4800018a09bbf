package antiphon.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;

/** The one place where time comes in: everybody else is given an {@link InstantSource}. */
@ApplicationScoped
public class WallClock {
    @Produces
    InstantSource now() {
        return InstantSource.system();
    }
}
