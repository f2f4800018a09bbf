package antiphon.conversations.topics;

/** How many conversations of a topic there are, and how many of them were found to be successes and failures. */
record TopicTally(String topicId, long conversations, long successes, long failures) {
    /** The part of successes among those of which one could tell, from 0 to 1; not a number where one could tell of none. */
    double successRate() {
        return (double) successes / (successes + failures);
    }
}
