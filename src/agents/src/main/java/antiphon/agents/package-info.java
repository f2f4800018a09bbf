/**
 * What an agent is: its document, kept as sent, every version of it, and the doors to it.
 *
 * <p>Rooms that make calls ask {@link antiphon.agents.Agents} for an agent and read it by
 * {@link antiphon.agents.config.AgentConfig}. The contract's defaults and limits are in
 * {@link antiphon.api.contract}, values that nobody may read back in {@link antiphon.agents.secrets}. Nothing here
 * knows of calls or conversations.
 */
@NullMarked
package antiphon.agents;

import org.jspecify.annotations.NullMarked;
