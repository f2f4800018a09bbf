/**
 * Time-travel evaluation: past conversations put turn by turn to another version of an agent, and both judged by the same
 * criteria.
 *
 * <p>{@code META-INF/batch-jobs/time-travel.xml} is the page to read, {@code Replays} what is done about one conversation. The
 * record of conversations is only read here.
 */
@NullMarked
package antiphon.simulation.travel;

import org.jspecify.annotations.NullMarked;
