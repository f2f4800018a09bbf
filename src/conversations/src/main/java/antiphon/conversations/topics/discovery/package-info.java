/**
 * How topics are found: a batch job, whose queue are the rows of {@code topic_discovery} and {@code conversation_topic}, groups
 * the analysed conversations of an agent by what they mean.
 *
 * <p>{@code META-INF/batch-jobs/topic-discovery.xml} is the page to read. Who shows topics is no business of this package.
 */
@NullMarked
package antiphon.conversations.topics.discovery;

import org.jspecify.annotations.NullMarked;
