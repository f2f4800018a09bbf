@NullMarked
package antiphon.call;

import org.jspecify.annotations.NullMarked;
