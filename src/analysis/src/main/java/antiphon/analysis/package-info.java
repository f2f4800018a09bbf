/**
 * What a finished conversation was: a job looks at each one that ended, and what it finds out is kept with it and told to
 * webhooks.
 *
 * <p>{@code META-INF/batch-jobs/post-call-analysis.xml} is the page to read. Nobody knows this room; it looks at rows that
 * others wrote.
 */
@NullMarked
package antiphon.analysis;

import org.jspecify.annotations.NullMarked;
