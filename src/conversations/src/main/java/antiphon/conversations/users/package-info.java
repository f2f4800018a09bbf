/** Who talked with agents, as far as clients said, and how many do now. */
@NullMarked
package antiphon.conversations.users;

import org.jspecify.annotations.NullMarked;
