/**
 * The record of calls: what is said, done and measured is kept while they live, by the server that holds them. How it is
 * shown afterwards is the business of {@code antiphon.conversations.history}.
 */
@NullMarked
package antiphon.conversations.record;

import org.jspecify.annotations.NullMarked;
