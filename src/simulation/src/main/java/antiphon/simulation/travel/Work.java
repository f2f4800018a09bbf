package antiphon.simulation.travel;

/**
 * A conversation in somebody's hands.
 *
 * @param attempts how often it was claimed, this time included
 */
record Work(String travelId, String conversationId, String worker, int attempts) {}
