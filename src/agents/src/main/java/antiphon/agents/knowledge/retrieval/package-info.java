/**
 * Finding the passages that bear on a question: by their words (BM25, Lucene) and by their vectors, both in this process.
 *
 * <p>The database holds all of it. What is in memory here is a copy of some indexes, each under its version, read when first
 * needed; every question asks the database which versions hold, so that several servers find the same. Conversations come
 * here.
 */
@NullMarked
package antiphon.agents.knowledge.retrieval;

import org.jspecify.annotations.NullMarked;
