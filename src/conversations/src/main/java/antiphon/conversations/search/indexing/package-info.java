/**
 * How messages are prepared to be found by what they mean: after a call they get vectors, by a batch job whose queue are the
 * rows of {@code message_index}.
 *
 * <p>{@code META-INF/batch-jobs/message-indexing.xml} is the page to read. How something is found is no business of this
 * package.
 */
@NullMarked
package antiphon.conversations.search.indexing;

import org.jspecify.annotations.NullMarked;
