/** Who asks, and how much was spoken and heard: the contract's user, subscription and character statistics. */
@NullMarked
package antiphon.voices.usage;

import org.jspecify.annotations.NullMarked;
