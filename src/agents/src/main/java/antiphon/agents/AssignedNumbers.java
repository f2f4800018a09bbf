package antiphon.agents;

import jakarta.json.JsonArray;

/** Knows which telephone numbers an agent answers. Provided by the room that keeps numbers. */
public interface AssignedNumbers {
    /** The contract's GetPhoneNumber…ResponseModels, by number. */
    JsonArray answeredBy(String agentId);
}
