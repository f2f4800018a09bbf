/**
 * Pictures and sounds of agents, handed out to whoever has their address. What they are for, and whether they are any good,
 * is known to those who bring them.
 */
@NullMarked
package antiphon.agents.files;

import org.jspecify.annotations.NullMarked;
