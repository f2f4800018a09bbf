/** What an agent's conversations are about: groups of conversations that are near in meaning, and how those went. */
@NullMarked
package antiphon.conversations.topics;

import org.jspecify.annotations.NullMarked;
