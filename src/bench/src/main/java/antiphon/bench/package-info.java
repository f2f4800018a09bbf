/**
 * Programs that measure: they speak into a running server as a caller does, and print how well and how fast it answered.
 *
 * <p>A running server is reached by its public API only. Nothing here is part of the product, and no room may come here.
 */
@NullMarked
package antiphon.bench;

import org.jspecify.annotations.NullMarked;
