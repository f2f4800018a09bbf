/**
 * Webhooks of the workspace: where it wants to hear of what happened, and the secrets that sign what it hears.
 *
 * <p>Kept and changed here; nobody knows this room, and what it delivers it finds in rows that others wrote.
 */
@NullMarked
package antiphon.analysis.webhooks;

import org.jspecify.annotations.NullMarked;
