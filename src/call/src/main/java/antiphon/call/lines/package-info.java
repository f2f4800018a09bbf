/**
 * Ways to a caller, without the wires: what a line has played and what of it has been heard. A carrier's door brings the
 * wire and the clock. The line of clients on a socket stands beside their protocol.
 *
 * <p>Heard means the same on each: a sound was heard when the time has passed that it takes, from when the far end began to
 * play it.
 */
@NullMarked
package antiphon.call.lines;

import org.jspecify.annotations.NullMarked;
