/**
 * The manners of the public API: how a request is refused, how lists are paged, how bodies and query parameters are
 * read, how ids look.
 *
 * <p>Every room with doors comes here. Nothing here knows what an agent, a key or a conversation is, and nobody else
 * builds an error response.
 */
@NullMarked
package antiphon.api;

import org.jspecify.annotations.NullMarked;
