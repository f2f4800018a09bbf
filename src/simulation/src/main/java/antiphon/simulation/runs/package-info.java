/** Agents are put to kept tests: the rows of runs are the queue, from which every server takes. */
@NullMarked
package antiphon.simulation.runs;

import org.jspecify.annotations.NullMarked;
