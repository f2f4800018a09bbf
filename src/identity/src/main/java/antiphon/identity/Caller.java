package antiphon.identity;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who sent this request. Filled in by {@link CallerFilter} before any door opens. */
@RequestScoped
public class Caller {
    private @Nullable Actor actor;

    void is(Actor recognised) {
        actor = recognised;
    }

    /** The caller, for doors that need a key; there it is always known. */
    public Actor actor() {
        return known().orElseThrow(CallerFilter::keyMissing);
    }

    /** The caller, for open doors, where there may be none. */
    public Optional<Actor> known() {
        return Optional.ofNullable(actor);
    }
}
