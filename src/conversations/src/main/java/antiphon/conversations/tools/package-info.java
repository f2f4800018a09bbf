/**
 * What an agent may use during a call: one class for each kind of tool, and the box that finds them by name.
 *
 * <p>Knows the live call and the agent's configuration of tools; knows no sockets and no databases. Only
 * {@code antiphon.conversations} comes here.
 */
@NullMarked
package antiphon.conversations.tools;

import org.jspecify.annotations.NullMarked;
