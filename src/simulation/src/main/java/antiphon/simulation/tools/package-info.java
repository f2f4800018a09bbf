/** Tools where an agent is tried out: what answers in their place, and whether they were used as was expected. */
@NullMarked
package antiphon.simulation.tools;

import org.jspecify.annotations.NullMarked;
