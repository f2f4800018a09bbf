package antiphon.conversations.topics;

/**
 * How many conversations of a topic there are.
 *
 * @param met how often one of their evaluation criteria was found to be met
 * @param missed how often one was found not to be
 */
record TopicTally(String topicId, long conversations, long met, long missed) {
    /**
     * The part of criteria that were met among those of which one could tell, from 0 to 1: the mean of the criteria, each
     * weighted by the conversations in which one could. Not a number where one could tell of none.
     */
    double successRate() {
        return (double) met / (met + missed);
    }
}
