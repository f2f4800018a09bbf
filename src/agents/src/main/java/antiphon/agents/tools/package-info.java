/**
 * Tools that are kept apart from agents, so that many agents may use one: what they are, who uses them, and what became
 * of their use.
 *
 * <p>How a tool is used in a call is no business of this package; calls come here for configurations and leave word of
 * each use.
 */
@NullMarked
package antiphon.agents.tools;

import org.jspecify.annotations.NullMarked;
