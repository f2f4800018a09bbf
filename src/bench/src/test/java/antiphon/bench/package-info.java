/** Tests of the measuring programs themselves; what they measure needs a running server. */
@NullMarked
package antiphon.bench;

import org.jspecify.annotations.NullMarked;
