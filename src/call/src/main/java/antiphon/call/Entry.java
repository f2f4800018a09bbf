package antiphon.call;

import java.time.Instant;
import java.util.List;

/** One entry of a {@link CallJournal}. */
sealed interface Entry {
    /**
     * The first.
     *
     * @param form which build's records follow: those of another cannot be read
     */
    record Opening(String form, Instant at, CallPlan plan, List<Finding> findings) implements Entry {}

    /**
     * Each other: what happened, what the call found out on the way, and what it told.
     *
     * @param findings in the order in which they were asked for
     */
    record Moment(Instant at, CallEvent event, List<Finding> findings, List<CallNews> news) implements Entry {}
}
