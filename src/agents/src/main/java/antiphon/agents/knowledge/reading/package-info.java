/**
 * What can be read of bytes from anywhere: a file, a page of the web. And how a text falls into passages.
 *
 * <p>Nothing is kept here. The knowledge base and its crawlers come here.
 */
@NullMarked
package antiphon.agents.knowledge.reading;

import org.jspecify.annotations.NullMarked;
