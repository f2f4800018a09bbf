/**
 * What may not be known any longer: the words and the sound of conversations that were kept for as long as their agent says,
 * and whatever other rooms hold of them.
 *
 * <p>{@code RetentionTimer} looks every night; what is not to outlive its call at all goes when the call was analysed.
 */
@NullMarked
package antiphon.analysis.retention;

import org.jspecify.annotations.NullMarked;
