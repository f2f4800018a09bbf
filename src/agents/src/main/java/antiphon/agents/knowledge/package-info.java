/**
 * The knowledge base: documents and folders, what can be read of them, and who uses them.
 *
 * <p>How bytes become words is the business of {@code reading}; how documents are prepared to be found, of {@code indexing};
 * finding, of {@code retrieval}; web sites, of {@code crawling}. Nothing here knows agents but by their documents' text.
 */
@NullMarked
package antiphon.agents.knowledge;

import org.jspecify.annotations.NullMarked;
