/**
 * How much is borne from providers of engines, whatever they provide.
 *
 * <p>Nothing here knows what a provider is asked. This room knows nobody.
 */
@NullMarked
package antiphon.providers;

import org.jspecify.annotations.NullMarked;
