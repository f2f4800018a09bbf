/**
 * Measuring the house: programs with a {@code main} that print numbers. Nothing of this is deployed.
 */
@NullMarked
package antiphon.bench;

import org.jspecify.annotations.NullMarked;
