/** What callers hear of an agent who has no time for them yet. */
@NullMarked
package antiphon.conversations.waiting;

import org.jspecify.annotations.NullMarked;
