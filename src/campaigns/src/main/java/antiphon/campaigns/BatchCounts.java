package antiphon.campaigns;

/**
 * How far a list has come.
 *
 * @param scheduled who are to be called
 * @param dispatched who were called, or are being called
 * @param finished whose call is over
 */
record BatchCounts(long scheduled, long dispatched, long finished) {
    static final BatchCounts NOBODY = new BatchCounts(0, 0, 0);
}
