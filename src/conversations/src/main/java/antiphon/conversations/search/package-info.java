/** Finding what was said: by words, and by what it means. */
@NullMarked
package antiphon.conversations.search;

import org.jspecify.annotations.NullMarked;
