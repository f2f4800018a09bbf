/**
 * The one way to an address that somebody wrote into a setting: webhook tools, MCP servers and whatever else people let
 * their agents reach.
 *
 * <p>Such an address may not lead into this server's own network, whatever its name resolves to; see
 * {@link antiphon.agents.outgoing.AddressGuard}. Addresses that the operator of this server configured, such as those of
 * language models, do not come through here.
 */
@NullMarked
package antiphon.agents.outgoing;

import org.jspecify.annotations.NullMarked;
