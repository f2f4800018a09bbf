/** Faults planted for the house rules to find. */
@NullMarked
package antiphon.call.planted;

import org.jspecify.annotations.NullMarked;
