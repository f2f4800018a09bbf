/** The tests that are kept, and the folders in which they lie. */
@NullMarked
package antiphon.simulation.library;

import org.jspecify.annotations.NullMarked;
