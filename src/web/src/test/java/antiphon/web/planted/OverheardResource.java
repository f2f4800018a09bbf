package antiphon.web.planted;

import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import org.jspecify.annotations.Nullable;

@Transactional
public class OverheardResource {
    @Nullable
    EntityManager books;

    void overhear(@Observes String shout) {}
}
