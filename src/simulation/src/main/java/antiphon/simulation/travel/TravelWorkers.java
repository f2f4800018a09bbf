package antiphon.simulation.travel;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Who replays conversations on this server at this moment. Any thread. */
@ApplicationScoped
class TravelWorkers {
    private final Set<String> names = ConcurrentHashMap.newKeySet();

    void begins(String worker) {
        names.add(worker);
    }

    void ends(String worker) {
        names.remove(worker);
    }

    Set<String> names() {
        return Set.copyOf(names);
    }
}
