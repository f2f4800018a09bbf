/**
 * How tools and MCP servers prove who they are to other people's servers: auth connections of the workspace, kept with
 * their secrets sealed, and the credentials made from them.
 *
 * <p>Tokens are asked for through the guard of outgoing addresses and kept in memory until shortly before they expire.
 * Who uses a connection names it by id.
 */
@NullMarked
package antiphon.agents.connections;

import org.jspecify.annotations.NullMarked;
