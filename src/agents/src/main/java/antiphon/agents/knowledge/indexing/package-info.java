/**
 * How documents are prepared to be found: their passages get vectors, by a batch job whose queue are the rows of indexes.
 *
 * <p>{@code META-INF/batch-jobs/knowledge-indexing.xml} is the page to read. How something is found is no business of this
 * package.
 */
@NullMarked
package antiphon.agents.knowledge.indexing;

import org.jspecify.annotations.NullMarked;
