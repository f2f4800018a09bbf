/** Faults planted for the house rules to find. */
@NullMarked
package antiphon.web.planted.circle;

import org.jspecify.annotations.NullMarked;
