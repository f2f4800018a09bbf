/** Names that people give to conversations, to find them again. */
@NullMarked
package antiphon.conversations.tags;

import org.jspecify.annotations.NullMarked;
