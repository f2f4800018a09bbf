package antiphon.simulation;

import antiphon.simulation.minds.Thinker.Thoughtless;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Somebody who talks with an agent in a simulation. One conversation each. */
interface SimulatedUser {
    /**
     * What they say next. Blocks.
     *
     * @param transcript what was said until now, by both
     * @return empty when they have nothing more to say
     */
    Optional<String> next(List<JsonObject> transcript) throws Thoughtless, InterruptedException;
}
