/** Files that callers leave in a conversation. */
@NullMarked
package antiphon.conversations.files;

import org.jspecify.annotations.NullMarked;
