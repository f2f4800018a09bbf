/**
 * Walking over the pages of a web site: bounded in depth and number, on one host, as its robots.txt allows, and only where
 * the guard of outgoing requests lets requests go.
 *
 * <p>The rows of jobs and pages are the queue; each page is kept with the links it holds in one transaction.
 */
@NullMarked
package antiphon.agents.knowledge.crawling;

import org.jspecify.annotations.NullMarked;
