/** What a workspace has settled for all its agents, and how its dashboard looks. */
@NullMarked
package antiphon.conversations.settings;

import org.jspecify.annotations.NullMarked;
