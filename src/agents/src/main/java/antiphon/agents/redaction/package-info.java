/**
 * What is personal in words, as far as this server recognizes it without doubt, and taking it out of them before they are
 * written down.
 *
 * <p>Recognized is what has a form of its own: a checksum, a numbering plan, an at sign. Names, places and the like want a
 * model that is not here, so an agent that asks for these is refused rather than half obeyed.
 */
@NullMarked
package antiphon.agents.redaction;

import org.jspecify.annotations.NullMarked;
